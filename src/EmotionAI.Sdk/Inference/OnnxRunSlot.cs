using System.Runtime.CompilerServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EmotionAI.Inference;

/// <summary>Holds what one run needs and the next one can use again: buffers, and for each input shape seen a binding over them. Used by one run at a time.</summary>
internal sealed class OnnxRunSlot(InferenceSession session, string inputName, string outputName, int labels) : IDisposable
{
    private const int MaximumBindings = 256;

    private readonly PinnedBuffer _input = new();
    private readonly PinnedBuffer _output = new();
    private readonly Dictionary<(int, int, int), Binding> _bindings = [];
    private readonly RunOptions _runOptions = new();

    /// <summary>Runs the model once.</summary>
    /// <param name="input">The input, row-major.</param>
    /// <param name="shape">Its shape; the last dimension is 0 for rank 2.</param>
    /// <param name="logits">Receives the output, <c>[batch, labels]</c>.</param>
    /// <param name="cancellationToken">Ends the run between two nodes.</param>
    public void Run<T>(ReadOnlySpan<T> input, (int Batch, int Second, int Third) shape, Span<float> logits, CancellationToken cancellationToken)
        where T : unmanaged
    {
        var binding = Bind<T>(shape, input.Length);
        input.CopyTo(_input.AsSpan<T>(input.Length));
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

    private Binding Bind<T>((int Batch, int Second, int Third) shape, int inputLength)
        where T : unmanaged
    {
        var inputBytes = (long)inputLength * Unsafe.SizeOf<T>();
        var outputLength = shape.Batch * labels;
        if (_input.Reserve(inputBytes) | _output.Reserve((long)outputLength * sizeof(float)) || _bindings.Count >= MaximumBindings)
        {
            ClearBindings();
        }

        if (_bindings.TryGetValue(shape, out var binding))
        {
            return binding;
        }

        long[] dimensions = shape.Third == 0 ? [shape.Batch, shape.Second] : [shape.Batch, shape.Second, shape.Third];
        var type = typeof(T) == typeof(float) ? TensorElementType.Float : TensorElementType.Int32;
        var inputValue = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, type, dimensions, _input.Pointer, inputBytes);
        var outputValue = OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, TensorElementType.Float, [shape.Batch, labels], _output.Pointer, outputLength * sizeof(float));
        var native = session.CreateIoBinding();
        native.BindInput(inputName, inputValue);
        native.BindOutput(outputName, outputValue);
        binding = new Binding(native, inputValue, outputValue);
        _bindings.Add(shape, binding);
        return binding;
    }

    private void ClearBindings()
    {
        foreach (var binding in _bindings.Values)
        {
            binding.Native.Dispose();
            binding.Input.Dispose();
            binding.Output.Dispose();
        }

        _bindings.Clear();
    }

    private readonly record struct Binding(OrtIoBinding Native, OrtValue Input, OrtValue Output);
}
