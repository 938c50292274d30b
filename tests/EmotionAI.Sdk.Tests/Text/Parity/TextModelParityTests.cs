using System.Text.Json;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text.Parity;

/// <summary>Compares whole checkpoints with transformers: token ids, logits and probabilities of golden/text/models, of a trained model, and of the shipped one, whose reference is the network it was trained with.</summary>
public sealed class TextModelParityTests
{
    private const double LogitTolerance = 1e-4;
    private const double ProbabilityTolerance = 2e-5;
    private const double BatchTolerance = 1e-5;

    /// <summary>Gets every checkpoint that is there: those of tests/Goldens, and all where the shared folder is.</summary>
    public static TheoryData<string> Models => [.. Goldens.Folders("*", "golden", "text", "models").Where(name => !name.StartsWith("bundle-", StringComparison.Ordinal))];

    public static TheoryData<string> Bundles => ["bundle-thresholds", "bundle-thresholds-strict", "bundle-thresholds-single"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Classify_GoldenCheckpoint_EqualsTransformers(string name)
    {
        var directory = Goldens.Path("golden", "text", "models", name);
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "expected.json"))).RootElement;
        using var classifier = TextEmotionClassifier.Load(directory);

        Assert.Equal(Strings(expected.GetProperty("labels")), classifier.Metadata.Labels);
        if (expected.TryGetProperty("max_length", out var maxLength) && maxLength.ValueKind == JsonValueKind.Number)
        {
            Assert.Equal(maxLength.GetInt32(), classifier.Metadata.MaxLength);
        }

        var texts = Strings(expected.GetProperty("texts"));
        var predictions = texts.Select(text => classifier.Classify(text)).ToList();
        for (var i = 0; i < texts.Length; i++)
        {
            AssertIds(classifier, texts[i], expected.GetProperty("input_ids")[i], $"{name}, text {i}");
            AssertClose(Floats(expected.GetProperty("logits")[i]), predictions[i].Logits, LogitTolerance, $"{name}, text {i}, logits");
            if (expected.TryGetProperty("probabilities", out var probabilities))
            {
                AssertClose(Floats(probabilities[i]), [.. predictions[i].Scores.Select(score => score.Score)], ProbabilityTolerance, $"{name}, text {i}, probabilities");
            }
        }

        var batch = classifier.ClassifyBatch(texts);
        for (var i = 0; i < texts.Length; i++)
        {
            AssertClose(predictions[i].Logits, batch[i].Logits, BatchTolerance, $"{name}, text {i}, batch against single");
        }
    }

    [Theory]
    [MemberData(nameof(Bundles))]
    public void Classify_BundleWithThresholds_GivesTheExpectedLabels(string name)
    {
        var directory = Goldens.Path("golden", "text", "models", name);
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "expected.json"))).RootElement;
        using var classifier = TextEmotionClassifier.Load(directory);

        foreach (var item in expected.GetProperty("items").EnumerateArray())
        {
            var text = item.GetProperty("text").GetString()!;
            var prediction = classifier.Classify(text);
            var everyLabel = classifier.Classify(text, new ClassificationOptions { TopK = classifier.Metadata.Labels.Count });

            AssertIds(classifier, text, item.GetProperty("input_ids"), name);
            Assert.Equal(item.GetProperty("result").EnumerateArray().Select(label => label.GetProperty("label").GetString()), prediction.Labels.Select(score => score.Label));
            Assert.Equal(Strings(item.GetProperty("passed")), everyLabel.Labels.Select(score => score.Label));
            AssertClose(Floats(item.GetProperty("probabilities")), [.. prediction.Scores.Select(score => score.Score)], ProbabilityTolerance, text);
        }
    }

    [Fact]
    public void Classify_ShippedModel_EqualsItsTrainer() => AssertLogits(Goldens.Path("models", "text", "model"), Goldens.Path("models", "text", "expected.json"));

    [SharedFact("models/text")]
    public void Classify_TrainedModel_EqualsTransformers() => AssertLogits(Shared.Path("models", "text", "model"), Shared.Path("models", "text", "expected.json"));

    private static void AssertLogits(string model, string reference)
    {
        var expected = JsonDocument.Parse(File.ReadAllText(reference)).RootElement;
        using var classifier = TextEmotionClassifier.Load(model);
        var texts = Strings(expected.GetProperty("texts"));

        var batch = classifier.ClassifyBatch(texts);

        for (var i = 0; i < texts.Length; i++)
        {
            var single = classifier.Classify(texts[i]);
            AssertIds(classifier, texts[i], expected.GetProperty("input_ids")[i], $"text {i}");
            AssertClose(Floats(expected.GetProperty("logits")[i]), single.Logits, LogitTolerance, $"text {i}");
            AssertClose(single.Logits, batch[i].Logits, BatchTolerance, $"text {i}, batch against single");
        }
    }

    private static void AssertIds(TextEmotionClassifier classifier, string text, JsonElement expected, string place)
    {
        var ids = new int[classifier.Metadata.MaxLength!.Value];
        var count = classifier.Tokenizer.Encode(text, ids);
        var found = string.Join(' ', ids[..count]);
        Assert.True(string.Join(' ', expected.EnumerateArray()) == found, $"{place}: '{text}' gave the ids {found}, expected {expected}.");
    }

    private static void AssertClose(IReadOnlyList<float> expected, IReadOnlyList<float> found, double tolerance, string place)
    {
        Assert.Equal(expected.Count, found.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{place}: output {i} is {found[i]:R}, expected {expected[i]:R}.\nexpected {string.Join(' ', expected)}\nfound    {string.Join(' ', found)}");
        }
    }

    private static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    private static float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetSingle())];
}
