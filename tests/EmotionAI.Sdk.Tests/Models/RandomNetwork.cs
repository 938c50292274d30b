using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Models;
using EmotionAI.Tests.Checkpoints;
using EmotionAI.Tests.Graphs;

namespace EmotionAI.Tests.Models;

/// <summary>Makes a folder of settings and random weights: exactly those that the network of the settings asks for.</summary>
internal sealed class RandomNetwork : IDisposable
{
    public const int Labels = 3;
    public const int Vocabulary = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(20240501);

    /// <param name="settings">The settings.</param>
    /// <param name="rename">Gives the name under which a tensor is saved; null for its own.</param>
    public RandomNetwork(JsonObject settings, Func<string, string>? rename = null)
    {
        _folder.Write("config.json", settings.ToJsonString());
        var problems = new BundleProblems(Directory);
        var config = HuggingFaceConfig.Read(Directory, new EmotionLimits(), problems)!;
        var network = Architectures.Text.Find(config.Text("model_type"))!.Read(new ModelSource(config, Labels, problems))
            ?? throw new InvalidOperationException(string.Join('\n', problems.All));
        var header = new List<string>();
        var data = new List<byte>();
        foreach (var (_, name, shape) in RecordedWeights.Of(network.Encoder, network.Head))
        {
            long[] sizes = [.. shape.Select(size => size >= 0 ? size : name.Contains("type", StringComparison.Ordinal) ? 2 : Vocabulary)];
            var start = data.Count;
            data.AddRange(Values(name, sizes).SelectMany(BitConverter.GetBytes));
            header.Add($$"""{{'"'}}{{rename?.Invoke(name) ?? name}}":{"dtype":"F32","shape":[{{string.Join(",", sizes)}}],"data_offsets":[{{start}},{{data.Count}}]}""");
        }

        _folder.Write("model.safetensors", SafeTensorsBuilder.Build($"{{{string.Join(",", header)}}}", [.. data]));
    }

    public string Directory => _folder.Path;

    public StateDictionary Weights() => CheckpointFolder.Open(Directory, new EmotionLimits());

    public JsonElement Config() => JsonDocument.Parse(File.ReadAllText(Path.Combine(Directory, "config.json"))).RootElement;

    /// <summary>Makes rows of token ids, of these lengths.</summary>
    public int[][] Rows(params int[] lengths) => [.. lengths.Select(length => Enumerable.Range(0, length).Select(_ => _random.Next(2, Vocabulary)).ToArray())];

    public void Dispose() => _folder.Dispose();

    private IEnumerable<float> Values(string name, long[] shape)
    {
        var count = shape.Aggregate(1L, (product, size) => product * size);
        var isNorm = name.EndsWith("norm.weight", StringComparison.OrdinalIgnoreCase) && shape.Length == 1;
        var range = shape.Length == 1 ? 0.3 : name.Contains("embeddings", StringComparison.Ordinal) || name.Contains("bias", StringComparison.Ordinal) ? 1 : 2.5 / Math.Sqrt(count / shape[0]);
        for (var i = 0L; i < count; i++)
        {
            yield return (float)((isNorm ? 1 : 0) + (((_random.NextDouble() * 2) - 1) * range));
        }
    }
}
