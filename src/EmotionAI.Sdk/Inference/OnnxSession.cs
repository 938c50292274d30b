using EmotionAI.Graphs;
using Microsoft.ML.OnnxRuntime;

namespace EmotionAI.Inference;

/// <summary>Runs a model with one input and one output of logits. Safe for concurrent runs; disposing it lets the runs in flight end first.</summary>
internal sealed class OnnxSession : IDisposable, IAsyncDisposable
{
    private static readonly TimeSpan DisposeWait = TimeSpan.FromSeconds(30);

    private readonly InferenceSession _session;
    private readonly string _inputName;
    private readonly string _outputName;
    private readonly int _labels;
    private readonly SessionLifetime _lifetime;
    private readonly Stack<OnnxRunSlot> _idle = new();
    private readonly Lock _idleLock = new();

    private OnnxSession(InferenceSession session, int labels)
    {
        _session = session;
        _inputName = session.InputNames[0];
        _outputName = session.OutputNames[0];
        _labels = labels;
        _lifetime = new SessionLifetime(Release);
    }

    /// <summary>Loads a model built in memory.</summary>
    /// <param name="model">The model.</param>
    /// <param name="labels">The number of logits of each input.</param>
    /// <param name="threads">The number of threads of one run; null for one a core.</param>
    /// <exception cref="EmotionAIException">ONNX Runtime refuses the model.</exception>
    public static OnnxSession Create(OnnxModel model, int labels, int? threads)
    {
        using var options = Options(threads);
        if (model.WeightsDirectory is not null)
        {
            options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", model.WeightsDirectory);
        }

        return Load(() => new InferenceSession(model.Bytes, options), labels, model.WeightsDirectory);
    }

    /// <summary>Loads a model file.</summary>
    /// <param name="path">The <c>.onnx</c> file, checked before.</param>
    /// <param name="labels">The number of logits of each input.</param>
    /// <param name="threads">The number of threads of one run; null for one a core.</param>
    /// <exception cref="EmotionAIException">ONNX Runtime refuses the model.</exception>
    public static OnnxSession Open(string path, int labels, int? threads)
    {
        using var options = Options(threads);
        return Load(() => new InferenceSession(path, options), labels, path);
    }

    /// <summary>Runs the model once.</summary>
    /// <param name="input">The input, row-major.</param>
    /// <param name="shape">Its shape; the last dimension is 0 for rank 2.</param>
    /// <param name="logits">Receives the output, <c>[batch, labels]</c>.</param>
    /// <param name="cancellationToken">Ends the run between two nodes.</param>
    /// <exception cref="ObjectDisposedException">The session was disposed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="EmotionAIException">ONNX Runtime failed.</exception>
    public void Run<T>(ReadOnlySpan<T> input, (int Batch, int Second, int Third) shape, Span<float> logits, CancellationToken cancellationToken)
        where T : unmanaged
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(!_lifetime.TryEnter(), this);
        try
        {
            var slot = Rent();
            try
            {
                slot.Run(input, shape, logits, cancellationToken);
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

    private static SessionOptions Options(int? threads)
    {
        var options = new SessionOptions
        {
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            EnableMemoryPattern = false,
        };
        if (threads is { } count)
        {
            options.IntraOpNumThreads = count;
        }

        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    private static OnnxSession Load(Func<InferenceSession> load, int labels, string? path)
    {
        try
        {
            return new OnnxSession(load(), labels);
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

        return new OnnxRunSlot(_session, _inputName, _outputName, _labels);
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
    }
}
