using EmotionAI.Bundles;
using EmotionAI.Text;
using Microsoft.ML.OnnxRuntime;

namespace EmotionAI.Benchmarks;

/// <summary>Holds what a caller of ONNX Runtime would write by hand for one known set of texts: a session on the exported model, and a binding for each batch.</summary>
internal sealed class RawTextSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly List<(OrtIoBinding Binding, OrtValue[] Values)> _batches = [];

    private RawTextSession(string model, int threads)
    {
        using var options = new SessionOptions { IntraOpNumThreads = threads };
        _session = new InferenceSession(model, options);
    }

    /// <summary>Exports the model of a folder and prepares the texts: batches of one length, or as they come and padded to the longest; 0 threads are the runtime's default, all cores.</summary>
    public static RawTextSession Open(string directory, TextTokenizer tokenizer, string[] texts, int batchSize, bool isPadded = false, int threads = 1)
    {
        var folder = Directory.CreateTempSubdirectory("emotionai-benchmark-");
        try
        {
            var model = Path.Combine(folder.FullName, "model.onnx");
            using (var bundle = ModelBundle.Load(directory))
            {
                OnnxExport.Write(bundle, model);
            }

            var raw = new RawTextSession(model, threads);
            foreach (var group in texts.Select(text => Encode(tokenizer, text)).GroupBy(row => isPadded ? 0 : row.Length))
            {
                foreach (var rows in group.Chunk(batchSize))
                {
                    raw.Bind(rows);
                }
            }

            return raw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

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
            Array.ForEach(values, static value => value.Dispose());
        }

        _options.Dispose();
        _session.Dispose();
    }

    private static long[] Encode(TextTokenizer tokenizer, string text)
    {
        var ids = new int[tokenizer.ModelMaxLength ?? 128];
        return Array.ConvertAll(ids[..tokenizer.Encode(text, ids)], static id => (long)id);
    }

    private void Bind(long[][] rows)
    {
        var width = rows.Max(row => row.Length);
        var ids = new long[rows.Length * width];
        var mask = new long[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i].CopyTo(ids, i * width);
            mask.AsSpan(i * width, rows[i].Length).Fill(1);
        }

        var binding = _session.CreateIoBinding();
        OrtValue[] values = [OrtValue.CreateTensorValueFromMemory(ids, [rows.Length, width]), OrtValue.CreateTensorValueFromMemory(mask, [rows.Length, width])];
        binding.BindInput("input_ids", values[0]);
        binding.BindInput("attention_mask", values[1]);
        binding.BindOutputToDevice(_session.OutputNames[0], OrtMemoryInfo.DefaultInstance);
        _batches.Add((binding, values));
    }
}
