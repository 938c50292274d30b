using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace EmotionAI.Tests;

/// <summary>Writes a text model of two labels that can be used: BERT with one layer of four numbers, all weights alike.</summary>
internal static class TinyTextModel
{
    private const int Size = 4;
    private const int Tokens = 8;
    private const int Positions = 16;

    private const string Config = """
        {"model_type":"bert","architectures":["BertForSequenceClassification"],"problem_type":"multi_label_classification","hidden_act":"gelu",
         "hidden_size":4,"num_hidden_layers":1,"num_attention_heads":1,"intermediate_size":4,"vocab_size":8,"max_position_embeddings":16,"type_vocab_size":2,
         "layer_norm_eps":1e-12,"pad_token_id":0,"id2label":{"0":"joy","1":"sadness"},"label2id":{"joy":0,"sadness":1}}
        """;

    /// <summary>Writes it into a folder, with other settings where they are given.</summary>
    public static void Write(string directory, string? inferenceConfig = null)
    {
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "config.json"), Config);
        File.WriteAllText(Path.Combine(directory, "vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhi\ngood\nbad\n");
        File.WriteAllText(Path.Combine(directory, "tokenizer_config.json"), """{"tokenizer_class":"BertTokenizer","do_lower_case":true}""");
        File.WriteAllBytes(Path.Combine(directory, "model.safetensors"), Weights());
        if (inferenceConfig is not null)
        {
            File.WriteAllText(Path.Combine(directory, "inference_config.json"), inferenceConfig);
        }
    }

    private static IEnumerable<(string Name, int[] Shape)> Tensors()
    {
        const string Embeddings = "bert.embeddings.";
        const string Layer = "bert.encoder.layer.0.";
        yield return (Embeddings + "word_embeddings.weight", [Tokens, Size]);
        yield return (Embeddings + "position_embeddings.weight", [Positions, Size]);
        yield return (Embeddings + "token_type_embeddings.weight", [2, Size]);
        foreach (var norm in (string[])[Embeddings + "LayerNorm", Layer + "attention.output.LayerNorm", Layer + "output.LayerNorm"])
        {
            yield return (norm + ".weight", [Size]);
            yield return (norm + ".bias", [Size]);
        }

        foreach (var dense in (string[])[Layer + "attention.self.query", Layer + "attention.self.key", Layer + "attention.self.value", Layer + "attention.output.dense", Layer + "intermediate.dense", Layer + "output.dense", "bert.pooler.dense"])
        {
            yield return (dense + ".weight", [Size, Size]);
            yield return (dense + ".bias", [Size]);
        }

        yield return ("classifier.weight", [2, Size]);
        yield return ("classifier.bias", [2]);
    }

    private static byte[] Weights()
    {
        using var data = new MemoryStream();
        var header = new Dictionary<string, object>();
        var value = new byte[sizeof(float)];
        foreach (var (name, shape) in Tensors())
        {
            var start = data.Length;
            for (var i = 0; i < shape.Aggregate(1, (product, length) => product * length); i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(value, 0.01f * (i + 1));
                data.Write(value);
            }

            header[name] = new { dtype = "F32", shape, data_offsets = new[] { start, data.Length } };
        }

        var json = JsonSerializer.Serialize(header);
        json = json.PadRight((json.Length + 7) / 8 * 8);
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        return [.. length, .. Encoding.UTF8.GetBytes(json), .. data.ToArray()];
    }
}
