using System.Text.Json;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;

namespace EmotionAI.Tests.Checkpoints.Parity;

public class TextCheckpointParityTests
{
    private const double LogitTolerance = 1e-4;
    private const int LongestText = 16;

    public static TheoryData<string> Models => new(Goldens.Folders("*", "golden", "text", "models").Order()!);

    public static TheoryData<string> Berts => new(Goldens.Folders("bert-*", "golden", "text", "models").Order()!);

    [Theory]
    [MemberData(nameof(Models))]
    public void Open_GoldenModel_IsFiniteAndFitsItsConfig(string model)
    {
        var folder = Goldens.Path("golden", "text", "models", model);
        using var tensors = CheckpointFolder.Open(folder, EmotionLimits.Default);

        var config = ReadJson(folder, "config.json");
        var words = tensors.Tensors.Where(t => t.Name.EndsWith("word_embeddings.weight", StringComparison.Ordinal) || t.Name.EndsWith("tok_embeddings.weight", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(words);
        Assert.All(words, t => Assert.Equal(config.GetProperty("vocab_size").GetInt64(), t.Shape[0]));
        Assert.All(tensors.Tensors, t => Assert.True(TensorReader.AllFinite(t), t.Name));
        Assert.All(tensors.Tensors, t => Assert.DoesNotContain("gamma", t.Name, StringComparison.Ordinal));
        Assert.All(tensors.Tensors, t => Assert.False(t.Name.StartsWith("module.", StringComparison.Ordinal), t.Name));
    }

    [Theory]
    [MemberData(nameof(Berts))]
    public void Open_GoldenBert_ValuesGiveTheGoldenLogits(string model)
    {
        var folder = Goldens.Path("golden", "text", "models", model);
        using var tensors = CheckpointFolder.Open(folder, EmotionLimits.Default);
        var expected = ReadJson(folder, "expected.json");
        var bert = new ReferenceBert(tensors, ReadJson(folder, "config.json"));

        var compared = 0;
        foreach (var (ids, logits) in expected.GetProperty("input_ids").EnumerateArray().Zip(expected.GetProperty("logits").EnumerateArray()))
        {
            var input = ids.EnumerateArray().Select(id => id.GetInt32()).ToArray();
            if (input.Length is > 2 and <= LongestText)
            {
                var right = logits.EnumerateArray().Select(value => value.GetDouble()).ToArray();
                var actual = bert.Classify(input);
                Assert.True(right.Zip(actual, (a, b) => Math.Abs(a - b)).Max() <= LogitTolerance, $"expected [{string.Join(", ", right)}] actual [{string.Join(", ", actual)}]");
                compared++;
            }
        }

        Assert.True(compared >= 4, $"only {compared} texts were compared");
    }

    [Fact]
    public void Open_SharedStrided_GathersOnlyWhatIsStrided()
    {
        using var tensors = CheckpointFolder.Open(Goldens.Path("golden", "text", "models", "bert-shared-strided"), EmotionLimits.Default);

        Assert.Null(tensors.Get("bert.embeddings.word_embeddings.weight").Gathered);
        Assert.NotNull(tensors.Get("bert.encoder.layer.0.attention.self.query.weight").Gathered);
        Assert.NotNull(tensors.Get("bert.encoder.layer.0.output.dense.weight").Gathered);
        Assert.Contains(tensors.Tensors, t => t.Name.EndsWith("LayerNorm.bias", StringComparison.Ordinal) && t.Gathered is not null && TensorReader.ToSingles(t).Distinct().Count() == 1);
    }

    [Fact]
    public void Open_ShippedModel_IsFinite()
    {
        using var tensors = CheckpointFolder.Open(Goldens.Path("models", "text", "model"), EmotionLimits.Default);

        Assert.Equal([28L, 384L], tensors.Get("classifier.weight").Shape);
        Assert.All(tensors.Tensors, t => Assert.True(TensorReader.AllFinite(t), t.Name));
    }

    private static JsonElement ReadJson(string folder, string name) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, name))).RootElement.Clone();
}
