using EmotionAI.Bundles;
using EmotionAI.Tests.Checkpoints;
using EmotionAI.Tests.Graphs;

namespace EmotionAI.Tests.Bundles;

/// <summary>Makes the folder of a BERT classifier of one layer, whose weights are all 0 and whose logits are therefore the biases 0, 1, 2 ….</summary>
internal sealed class TinyTextModel : IDisposable
{
    private const string Vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nhi\n";
    private const int Rows = 5;

    private readonly TemporaryFolder _folder = new();

    /// <param name="outputs">The number of outputs.</param>
    /// <param name="config">More settings of config.json: <c>, "key": value</c>.</param>
    /// <param name="extraTensor">A tensor of one number that is no part of the model.</param>
    public TinyTextModel(int outputs, string config, string? extraTensor = null)
    {
        _folder.Write("vocab.txt", Vocabulary);
        _folder.Write("config.json", $$"""{"model_type": "bert", "hidden_size": 2, "num_attention_heads": 1, "num_hidden_layers": 1, "intermediate_size": 2, "max_position_embeddings": 8{{config}}}""");
        var header = new List<string>();
        var data = new List<byte>();
        foreach (var (name, shape) in RecordedWeights.OfBert(2, 1, 2, 8, outputs).Select(tensor => (tensor.Name, Array.ConvertAll(tensor.Shape, size => size < 0 ? Rows : size))))
        {
            Add(name, shape, index => name == "classifier.bias" ? index : 0f, header, data);
        }

        if (extraTensor is not null)
        {
            Add(extraTensor, [1], _ => 0, header, data);
        }

        _folder.Write("model.safetensors", SafeTensorsBuilder.Build($"{{{string.Join(",", header)}}}", [.. data]));
    }

    public string Directory => _folder.Path;

    public ModelBundle Load() => ModelBundle.Load(Directory);

    /// <summary>Writes another file into the folder.</summary>
    public void Write(string name, string content) => _folder.Write(name, content);

    public void Dispose() => _folder.Dispose();

    private static void Add(string name, long[] shape, Func<int, float> value, List<string> header, List<byte> data)
    {
        var start = data.Count;
        var count = (int)shape.Aggregate(1L, (product, size) => product * size);
        data.AddRange(Enumerable.Range(0, count).SelectMany(index => BitConverter.GetBytes(value(index))));
        header.Add($$"""{{'"'}}{{name}}":{"dtype":"F32","shape":[{{string.Join(",", shape)}}],"data_offsets":[{{start}},{{data.Count}}]}""");
    }
}
