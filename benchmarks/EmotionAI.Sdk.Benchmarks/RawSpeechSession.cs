using Microsoft.ML.OnnxRuntime;

namespace EmotionAI.Benchmarks;

/// <summary>Runs an ONNX model that reads samples, on values that are prepared and bound beforehand.</summary>
internal sealed class RawSpeechSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;

    /// <param name="path">The model.</param>
    /// <param name="samples">What it reads.</param>
    /// <param name="threads">The threads of a run.</param>
    /// <param name="fuses">Whether ONNX Runtime may rewrite the graph.</param>
    public RawSpeechSession(string path, float[] samples, int threads, bool fuses)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            GraphOptimizationLevel = fuses ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _session = new InferenceSession(path, options);
        _input = OrtValue.CreateTensorValueFromMemory(samples, [1, samples.Length]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput("input_values", _input);
        _binding.BindOutputToDevice("logits", OrtMemoryInfo.DefaultInstance);
    }

    public void Run() => _session.RunWithBinding(_options, _binding);

    /// <summary>Runs the model and gives what it says.</summary>
    public float[] Logits()
    {
        Run();
        using var outputs = _binding.GetOutputValues();
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
