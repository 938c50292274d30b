using EmotionAI.Bundles;
using EmotionAI.Graphs;
using EmotionAI.Inference;
using EmotionAI.Models;
using EmotionAI.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EmotionAI.Benchmarks;

/// <summary>Holds what a caller of ONNX Runtime would write by hand for one known set of texts: a session and a binding for each batch of equal length.</summary>
internal sealed class RawTextSession : IDisposable
{
    private readonly ModelBundle _bundle;
    private readonly InferenceSession _session;
    private readonly IReadOnlyList<WeightInMemory> _weights;
    private readonly RunOptions _options = new();
    private readonly List<(OrtIoBinding Binding, OrtValue Input, OrtValue Output)> _batches = [];

    private RawTextSession(string directory, TextTokenizer tokenizer, string[] texts, int batchSize)
    {
        _bundle = ModelBundle.Load(directory);
        var model = ((WrittenNetwork)_bundle.Network!).Write(new SessionSettings(Threads: 1), out var weights);
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", model.WeightsDirectory);
        foreach (var weight in weights)
        {
            options.AddInitializer(weight.Name, OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)weight.Type, weight.Shape, weight.Address, weight.ByteLength));
        }

        _session = new InferenceSession(model.Bytes, options);
        _weights = weights;
        var ids = texts.Select(text => Encode(tokenizer, text)).ToArray();
        var order = new int[texts.Length];
        foreach (var range in LengthBuckets.Plan([.. ids.Select(row => row.Length)], order, batchSize))
        {
            Bind([.. order[range].SelectMany(index => ids[index])], range.End.Value - range.Start.Value, _bundle.Metadata!.Labels.Count);
        }
    }

    /// <summary>Loads the model of a folder and prepares the texts.</summary>
    public static RawTextSession Open(string directory, TextTokenizer tokenizer, string[] texts, int batchSize) => new(directory, tokenizer, texts, batchSize);

    public void Run()
    {
        foreach (var (binding, _, _) in _batches)
        {
            _session.RunWithBinding(_options, binding);
        }
    }

    public void Dispose()
    {
        foreach (var (binding, input, output) in _batches)
        {
            binding.Dispose();
            input.Dispose();
            output.Dispose();
        }

        _options.Dispose();
        _session.Dispose();
        GC.KeepAlive(_weights);
        _bundle.Dispose();
    }

    private static int[] Encode(TextTokenizer tokenizer, string text)
    {
        var ids = new int[tokenizer.ModelMaxLength ?? 128];
        return ids[..tokenizer.Encode(text, ids)];
    }

    private void Bind(int[] ids, int batch, int labels)
    {
        var input = OrtValue.CreateTensorValueFromMemory(ids, [batch, ids.Length / batch]);
        var output = OrtValue.CreateTensorValueFromMemory(new float[batch * labels], [batch, labels]);
        var binding = _session.CreateIoBinding();
        binding.BindInput(_session.InputNames[0], input);
        binding.BindOutput(_session.OutputNames[0], output);
        _batches.Add((binding, input, output));
    }
}
