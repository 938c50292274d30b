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
    private readonly List<OrtValue> _values = [];
    private readonly RunOptions _options = new();
    private readonly List<(OrtIoBinding Binding, List<OrtValue> Values)> _batches = [];

    private RawTextSession(string directory, TextTokenizer tokenizer, string[] texts, int batchSize, bool isPadded)
    {
        _bundle = ModelBundle.Load(directory);
        var model = ((WrittenNetwork)_bundle.Network!).Write(new SessionSettings(Threads: 1, Form: new NetworkForm(isPadded)), out var weights);
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", model.WeightsDirectory);
        foreach (var weight in weights)
        {
            _values.Add(OrtValue.CreateTensorValueWithData(OrtMemoryInfo.DefaultInstance, (TensorElementType)weight.Type, weight.Shape, weight.Address, weight.ByteLength));
            options.AddInitializer(weight.Name, _values[^1]);
        }

        _session = new InferenceSession(model.Bytes, options);
        _weights = weights;
        var ids = texts.Select(text => Encode(tokenizer, text)).ToArray();
        if (isPadded)
        {
            foreach (var rows in ids.Chunk(batchSize))
            {
                BindPadded(rows);
            }

            return;
        }

        var order = new int[texts.Length];
        foreach (var range in LengthBuckets.Plan([.. ids.Select(row => row.Length)], order, batchSize))
        {
            Bind([.. order[range].SelectMany(index => ids[index])], range.End.Value - range.Start.Value, []);
        }
    }

    /// <summary>Loads the model of a folder and prepares the texts: batches of one length, or as they come and padded.</summary>
    public static RawTextSession Open(string directory, TextTokenizer tokenizer, string[] texts, int batchSize, bool isPadded = false) => new(directory, tokenizer, texts, batchSize, isPadded);

    public void Run()
    {
        foreach (var (binding, _) in _batches)
        {
            _session.RunWithBinding(_options, binding);
        }
    }

    public void Dispose()
    {
        foreach (var (binding, values) in _batches)
        {
            binding.Dispose();
            values.ForEach(static value => value.Dispose());
        }

        _options.Dispose();
        _session.Dispose();
        _values.ForEach(static value => value.Dispose());
        GC.KeepAlive(_weights);
        _bundle.Dispose();
    }

    private static int[] Encode(TextTokenizer tokenizer, string text)
    {
        var ids = new int[tokenizer.ModelMaxLength ?? 128];
        return ids[..tokenizer.Encode(text, ids)];
    }

    /// <summary>Pads every row to the longest, as a caller does who takes texts as they come.</summary>
    private void BindPadded(int[][] rows)
    {
        var width = rows.Max(row => row.Length);
        var ids = new int[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i].CopyTo(ids, i * width);
        }

        Bind(ids, rows.Length, [.. rows.Select(row => row.Length)]);
    }

    private void Bind(int[] ids, int batch, int[] lengths)
    {
        var labels = _bundle.Metadata!.Labels.Count;
        var output = OrtValue.CreateTensorValueFromMemory(new float[batch * labels], [batch, labels]);
        var binding = _session.CreateIoBinding();
        List<OrtValue> values = [OrtValue.CreateTensorValueFromMemory(ids, [batch, ids.Length / batch]), output];
        binding.BindInput("input_ids", values[0]);
        if (lengths.Length > 0)
        {
            values.Add(OrtValue.CreateTensorValueFromMemory(lengths, [batch]));
            binding.BindInput("lengths", values[^1]);
        }

        binding.BindOutput(_session.OutputNames[0], output);
        _batches.Add((binding, values));
    }
}
