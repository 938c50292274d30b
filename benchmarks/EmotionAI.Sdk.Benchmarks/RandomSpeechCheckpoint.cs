using System.Runtime.InteropServices;
using System.Text;

namespace EmotionAI.Benchmarks;

/// <summary>Writes a Hugging Face folder of the size of wav2vec2-base, 94 million random weights, into a temporary place.</summary>
internal sealed class RandomSpeechCheckpoint : IDisposable
{
    public const int Layers = 12;
    public const int Heads = 12;
    public const int Hidden = 768;
    public const int Channels = 512;
    public const int Labels = 8;

    private const int Inner = 3_072;
    private const int Projection = 256;
    private const int Positions = 128;

    public static readonly int[] Kernels = [10, 3, 3, 3, 3, 2, 2];
    public static readonly int[] Strides = [5, 2, 2, 2, 2, 2, 2];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("emotionai-wav2vec2-");

    public RandomSpeechCheckpoint()
    {
        File.WriteAllText(Path.Combine(Folder, "config.json"), $$"""
            {"model_type": "wav2vec2", "architectures": ["Wav2Vec2ForSequenceClassification"], "hidden_size": {{Hidden}}, "num_hidden_layers": {{Layers}}, "num_attention_heads": {{Heads}}, "intermediate_size": {{Inner}},
             "feat_extract_norm": "group", "conv_bias": false, "classifier_proj_size": {{Projection}}, "id2label": { {{string.Join(", ", Enumerable.Range(0, Labels).Select(i => $"\"{i}\": \"label {i}\""))}} } }
            """);
        File.WriteAllText(Path.Combine(Folder, "preprocessor_config.json"), """{"feature_extractor_type": "Wav2Vec2FeatureExtractor", "do_normalize": true, "sampling_rate": 16000}""");
        WriteWeights([.. Tensors()]);
    }

    public string Folder => _folder.FullName;

    public void Dispose() => _folder.Delete(recursive: true);

    private static IEnumerable<(string Name, long[] Shape)> Tensors()
    {
        const string extractor = "wav2vec2.feature_extractor.conv_layers";
        for (var i = 0; i < Kernels.Length; i++)
        {
            yield return ($"{extractor}.{i}.conv.weight", [Channels, i == 0 ? 1 : Channels, Kernels[i]]);
        }

        (string Name, long[] Shape)[] others =
        [
            .. Norm($"{extractor}.0.layer_norm", Channels),
            .. Norm("wav2vec2.feature_projection.layer_norm", Channels),
            .. Linear("wav2vec2.feature_projection.projection", Channels, Hidden),
            ("wav2vec2.encoder.pos_conv_embed.conv.weight", [Hidden, Hidden / 16, Positions]),
            ("wav2vec2.encoder.pos_conv_embed.conv.bias", [Hidden]),
            .. Norm("wav2vec2.encoder.layer_norm", Hidden),
            .. Enumerable.Range(0, Layers).SelectMany(i => Layer($"wav2vec2.encoder.layers.{i}")),
            .. Linear("projector", Hidden, Projection),
            .. Linear("classifier", Projection, Labels),
        ];
        foreach (var tensor in others)
        {
            yield return tensor;
        }
    }

    private static IEnumerable<(string Name, long[] Shape)> Layer(string layer) =>
    [
        .. Linear($"{layer}.attention.q_proj", Hidden, Hidden),
        .. Linear($"{layer}.attention.k_proj", Hidden, Hidden),
        .. Linear($"{layer}.attention.v_proj", Hidden, Hidden),
        .. Linear($"{layer}.attention.out_proj", Hidden, Hidden),
        .. Norm($"{layer}.layer_norm", Hidden),
        .. Linear($"{layer}.feed_forward.intermediate_dense", Hidden, Inner),
        .. Linear($"{layer}.feed_forward.output_dense", Inner, Hidden),
        .. Norm($"{layer}.final_layer_norm", Hidden),
    ];

    private static (string Name, long[] Shape)[] Linear(string name, long inputs, long outputs) => [($"{name}.weight", [outputs, inputs]), ($"{name}.bias", [outputs])];

    private static (string Name, long[] Shape)[] Norm(string name, long size) => [($"{name}.weight", [size]), ($"{name}.bias", [size])];

    private static long Count(long[] shape) => shape.Aggregate(1L, static (product, size) => product * size);

    private void WriteWeights((string Name, long[] Shape)[] tensors)
    {
        var (header, offset) = (new List<string>(), 0L);
        foreach (var (name, shape) in tensors)
        {
            var end = offset + (sizeof(float) * Count(shape));
            header.Add($$"""{{'"'}}{{name}}":{"dtype":"F32","shape":[{{string.Join(",", shape)}}],"data_offsets":[{{offset}},{{end}}]}""");
            offset = end;
        }

        using var file = File.Create(Path.Combine(Folder, "model.safetensors"));
        var text = Encoding.UTF8.GetBytes($"{{{string.Join(",", header)}}}");
        file.Write(BitConverter.GetBytes((long)text.Length));
        file.Write(text);
        var state = 1u;
        foreach (var (name, shape) in tensors)
        {
            var values = new float[Count(shape)];
            var scale = shape.Length == 1 ? 0.02f : 2 / MathF.Sqrt(values.Length / shape[0]);
            var middle = name.EndsWith("norm.weight", StringComparison.Ordinal) ? 1 : 0;
            for (var i = 0; i < values.Length; i++)
            {
                state = (state * 1_664_525) + 1_013_904_223;
                values[i] = middle + (scale * (((state >> 8) / (float)(1 << 24)) - 0.5f));
            }

            file.Write(MemoryMarshal.AsBytes<float>(values));
        }
    }
}
