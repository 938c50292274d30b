using EmotionAI.Checkpoints;
using EmotionAI.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EmotionAI.Inference;

/// <summary>Runs a network. Safe for concurrent runs; disposing it lets the runs in flight end first.</summary>
internal sealed class OnnxSession : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan DisposeWait = TimeSpan.FromSeconds(30);

    private readonly InferenceSession _session;
    private readonly IReadOnlyList<NetworkInput> _inputs;
    private readonly string _output;
    private readonly int _outputs;
    private readonly Action _ended;
    private readonly SessionLifetime _lifetime;
    private readonly Stack<OnnxRunSlot> _idle = new();
    private readonly Lock _idleLock = new();

    // What the native session reads and does not own.
    private IReadOnlyList<WeightInMemory> _weights = [];
    private List<OrtValue> _values = [];

    private OnnxSession(InferenceSession session, IReadOnlyList<NetworkInput> inputs, string output, int outputs, Action ended)
    {
        _session = session;
        _inputs = inputs;
        _output = output;
        _outputs = outputs;
        _ended = ended;
        _lifetime = new SessionLifetime(Release);
    }

    /// <summary>Loads a model written in memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="weights">The weights that are given by their place in memory.</param>
    /// <param name="shared">What sessions of the same weights share.</param>
    /// <param name="outputs">The number of outputs of each input, or of each frame of it.</param>
    /// <param name="settings">How it is to run.</param>
    /// <param name="ended">Called once the session is freed.</param>
    /// <exception cref="EmotionAIException">ONNX Runtime refuses the model.</exception>
    public static OnnxSession Create(OnnxModel model, IReadOnlyList<WeightInMemory> weights, SharedWeights shared, int outputs, SessionSettings settings, Action ended)
    {
        // The graph is written as it is to run; and an optimizer that computes with weights reads the description of one that is given by its place, not its numbers.
        using var options = Options(settings, GraphOptimizationLevel.ORT_DISABLE_ALL);
        if (model.WeightsDirectory is not null)
        {
            options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", model.WeightsDirectory);
        }

        var values = new List<OrtValue>(weights.Count);
        try
        {
            foreach (var weight in weights)
            {
                values.Add(OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)weight.Type, weight.Shape, weight.Address, weight.ByteLength));
                options.AddInitializer(weight.Name, values[^1]);
            }

            var session = Load(() => new OnnxSession(settings.Prepack ? new InferenceSession(model.Bytes, options, shared.Container) : new InferenceSession(model.Bytes, options), model.Inputs, model.Output, outputs, ended), model.WeightsDirectory);
            session._weights = weights;
            session._values = values;
            return session;
        }
        catch
        {
            values.ForEach(static value => value.Dispose());
            throw;
        }
    }

    /// <summary>Loads a model file.</summary>
    /// <param name="path">The <c>.onnx</c> file, checked before.</param>
    /// <param name="inputs">Its inputs, the values first.</param>
    /// <param name="output">The output to give.</param>
    /// <param name="outputs">The number of outputs of each input, or of each frame of it.</param>
    /// <param name="settings">How it is to run.</param>
    /// <param name="ended">Called once the session is freed.</param>
    /// <exception cref="EmotionAIException">ONNX Runtime refuses the model.</exception>
    public static OnnxSession Open(string path, IReadOnlyList<NetworkInput> inputs, string output, int outputs, SessionSettings settings, Action ended)
    {
        using var options = Options(settings, GraphOptimizationLevel.ORT_ENABLE_ALL);
        return Load(() => new OnnxSession(new InferenceSession(path, options), inputs, output, outputs, ended), path);
    }

    /// <summary>Loads a model file with more fields behind its own.</summary>
    /// <param name="path">The <c>.onnx</c> file, checked before.</param>
    /// <param name="extension">The fields; what is repeated in a message is joined, so that a graph can be given another output.</param>
    /// <param name="inputs">Its inputs, the values first.</param>
    /// <param name="output">The output to give.</param>
    /// <param name="outputs">The number of outputs of each input, or of each frame of it.</param>
    /// <param name="settings">How it is to run.</param>
    /// <param name="ended">Called once the session is freed.</param>
    /// <exception cref="EmotionAIException">The file is too large, or ONNX Runtime refuses the model.</exception>
    public static OnnxSession OpenExtended(string path, ReadOnlySpan<byte> extension, IReadOnlyList<NetworkInput> inputs, string output, int outputs, SessionSettings settings, Action ended)
    {
        using var options = Options(settings, GraphOptimizationLevel.ORT_ENABLE_ALL);
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", Path.GetDirectoryName(path)!);
        var bytes = ReadExtended(path, extension);
        return Load(() => new OnnxSession(new InferenceSession(bytes, options), inputs, output, outputs, ended), path);
    }

    /// <summary>Runs the model once.</summary>
    /// <param name="values">The values, row-major.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="lengths">The length of each row that is padded; empty where none is.</param>
    /// <param name="logits">Receives the output, <c>[batch, outputs]</c>, or <c>[batch, frames · outputs]</c>, where the frames depend on the shape only.</param>
    /// <param name="cancellationToken">Ends the run between two nodes.</param>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="EmotionAIException">ONNX Runtime failed.</exception>
    public void Run<T>(ReadOnlySpan<T> values, TensorShape shape, ReadOnlySpan<int> lengths, Span<float> logits, CancellationToken cancellationToken)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(logits.Length % (shape.Batch * _outputs), 0, nameof(logits));
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(!_lifetime.TryEnter(), this);
        try
        {
            var slot = Rent();
            try
            {
                slot.Run(values, shape, lengths, logits, cancellationToken);
            }
            finally
            {
                Return(slot);
            }
        }
        catch (OnnxRuntimeException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new EmotionAIException(EmotionErrorCodes.InferenceFailed, $"The model failed: {e.Message}", innerException: e);
        }
        finally
        {
            _lifetime.Exit();
        }
    }

    /// <summary>Lets no new run start and waits, at most 30 s, for the runs in flight.</summary>
    public void Dispose()
    {
        _lifetime.Close();
        _lifetime.Released.Wait(DisposeWait);
    }

    /// <summary>Lets no new run start and waits for the runs in flight.</summary>
    public async ValueTask DisposeAsync()
    {
        _lifetime.Close();
        await _lifetime.Released.ConfigureAwait(false);
    }

    private static byte[] ReadExtended(string path, ReadOnlySpan<byte> extension)
    {
        using var file = MappedFile.Open(path);
        if (file.Length > Array.MaxLength - extension.Length)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{path}' has {file.Length} bytes; at most {Array.MaxLength - extension.Length} are allowed."), path);
        }

        var bytes = new byte[file.Length + extension.Length];
        file.Read(0, bytes.AsSpan(0, (int)file.Length));
        extension.CopyTo(bytes.AsSpan((int)file.Length));
        return bytes;
    }

    private static SessionOptions Options(SessionSettings settings, GraphOptimizationLevel optimization)
    {
        var options = new SessionOptions
        {
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            GraphOptimizationLevel = optimization,
            EnableMemoryPattern = false,
        };
        if (settings.Threads is { } count)
        {
            options.IntraOpNumThreads = count;
        }

        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (!settings.Prepack)
        {
            options.AddSessionConfigEntry("session.disable_prepacking", "1");
        }

        return options;
    }

    private static OnnxSession Load(Func<OnnxSession> load, string? path)
    {
        try
        {
            return load();
        }
        catch (OnnxRuntimeException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"ONNX Runtime refuses the model{(path is null ? "" : $" in '{path}'")}: {e.Message}", path, innerException: e);
        }
    }

    private OnnxRunSlot Rent()
    {
        lock (_idleLock)
        {
            if (_idle.TryPop(out var slot))
            {
                return slot;
            }
        }

        return new OnnxRunSlot(_session, _inputs, _output);
    }

    private void Return(OnnxRunSlot slot)
    {
        lock (_idleLock)
        {
            _idle.Push(slot);
        }
    }

    private void Release()
    {
        foreach (var slot in _idle)
        {
            slot.Dispose();
        }

        _idle.Clear();
        _session.Dispose();
        _values.ForEach(static value => value.Dispose());
        GC.KeepAlive(_weights);
        _ended();
    }
}
