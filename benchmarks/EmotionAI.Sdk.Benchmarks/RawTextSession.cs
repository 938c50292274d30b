using EmotionAI.Bundles;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Graphs.Bert;
using EmotionAI.Inference;
using EmotionAI.Text;
using Microsoft.ML.OnnxRuntime;

namespace EmotionAI.Benchmarks;

/// <summary>Holds what a caller of ONNX Runtime would write by hand for one known set of texts: a session and a binding for each batch of equal length.</summary>
internal sealed class RawTextSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly List<(OrtIoBinding Binding, OrtValue Input, OrtValue Output)> _batches = [];

    private RawTextSession(string directory, TextTokenizer tokenizer, string[] texts, int batchSize)
    {
        var problems = new BundleProblems(directory);
        var config = HuggingFaceConfig.Read(directory, EmotionLimits.Default, problems)!;
        using var weights = CheckpointFolder.Open(directory, EmotionLimits.Default);
        var bert = BertConfigReader.Read(config, config.Root.GetProperty("id2label").EnumerateObject().Count(), problems)!;
        var model = BertGraph.Build(bert, weights);
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", model.WeightsDirectory);
        _session = new InferenceSession(model.Bytes, options);
        var ids = texts.Select(text => Encode(tokenizer, text)).ToArray();
        var order = new int[texts.Length];
        foreach (var range in LengthBuckets.Plan([.. ids.Select(row => row.Length)], order, batchSize))
        {
            Bind([.. order[range].SelectMany(index => ids[index])], range.End.Value - range.Start.Value, bert.NumLabels);
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
