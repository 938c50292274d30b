using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EmotionAI.Inference;

/// <summary>Holds what one run needs and the next one can use again: buffers, and for each input shape seen a binding over them. Used by one run at a time.</summary>
internal sealed class OnnxRunSlot(InferenceSession session, IReadOnlyList<NetworkInput> inputs, string outputName) : IDisposable
{
    private const int MaximumBindings = 256;

    private readonly PinnedBuffer[] _inputs = [.. inputs.Select(_ => new PinnedBuffer())];
    private readonly PinnedBuffer _output = new();
    private readonly Dictionary<TensorShape, Binding> _bindings = [];
    private readonly RunOptions _runOptions = new();

    /// <summary>Runs the model once.</summary>
    /// <param name="values">The values, row-major.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="lengths">The length of each row that is padded; empty where none is.</param>
    /// <param name="logits">Receives the output, <c>[batch, outputs]</c>; the number of outputs depends on the shape only.</param>
    /// <param name="cancellationToken">Ends the run between two nodes.</param>
    public void Run<T>(ReadOnlySpan<T> values, TensorShape shape, ReadOnlySpan<int> lengths, Span<float> logits, CancellationToken cancellationToken)
        where T : unmanaged
    {
        var binding = Bind(shape, values.Length, logits.Length / shape.Batch);
        for (var i = 0; i < inputs.Count; i++)
        {
            InputFiller.Fill(inputs[i], _inputs[i], values, shape, lengths);
        }

        if (!cancellationToken.CanBeCanceled)
        {
            session.RunWithBinding(_runOptions, binding.Native);
        }
        else
        {
            RunCancellable(binding, cancellationToken);
        }

        _output.AsSpan<float>(logits.Length).CopyTo(logits);
    }

    public void Dispose()
    {
        ClearBindings();
        _runOptions.Dispose();
    }

    private void RunCancellable(Binding binding, CancellationToken cancellationToken)
    {
        // Disposing the registration waits for a callback under way, so that the flag cannot be raised after it was lowered.
        try
        {
            using (cancellationToken.UnsafeRegister(static options => ((RunOptions)options!).Terminate = true, _runOptions))
            {
                session.RunWithBinding(_runOptions, binding.Native);
            }
        }
        finally
        {
            _runOptions.Terminate = false;
        }
    }

    private Binding Bind(TensorShape shape, int count, int outputs)
    {
        var outputBytes = (long)shape.Batch * outputs * sizeof(float);
        var moved = _output.Reserve(outputBytes);
        for (var i = 0; i < inputs.Count; i++)
        {
            moved |= _inputs[i].Reserve(InputFiller.Bytes(inputs[i], shape, count));
        }

        if (moved || _bindings.Count >= MaximumBindings)
        {
            ClearBindings();
        }

        if (_bindings.TryGetValue(shape, out var binding))
        {
            return binding;
        }

        var native = session.CreateIoBinding();
        var values = new List<OrtValue>(inputs.Count + 1);
        for (var i = 0; i < inputs.Count; i++)
        {
            var value = Over(_inputs[i], inputs[i].Type, InputFiller.Shape(inputs[i], shape), InputFiller.Bytes(inputs[i], shape, count));
            native.BindInput(inputs[i].Name, value);
            values.Add(value);
        }

        values.Add(Over(_output, OnnxElementType.Float, [shape.Batch, outputs], outputBytes));
        native.BindOutput(outputName, values[^1]);
        binding = new Binding(native, values);
        _bindings.Add(shape, binding);
        return binding;
    }

    private static OrtValue Over(PinnedBuffer buffer, OnnxElementType type, long[] shape, long bytes) =>
        OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)type, shape, buffer.Pointer, bytes);

    private void ClearBindings()
    {
        foreach (var binding in _bindings.Values)
        {
            binding.Native.Dispose();
            binding.Values.ForEach(static value => value.Dispose());
        }

        _bindings.Clear();
    }

    private readonly record struct Binding(OrtIoBinding Native, List<OrtValue> Values);
}
