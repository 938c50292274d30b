using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Parity;

/// <summary>Compares whole speech models with SpeechBrain and with onnxruntime on transformers' features.</summary>
public sealed class AudioModelParityTests
{
    private const double BatchTolerance = 1e-5;

    public static TheoryData<string> GoldenFolders =>
    [
        "sb-ecapa-published", "sb-ecapa-micro", "sb-ecapa-linblocks-defaultpaths", "sb-ecapa-xvecclassifier-globalnorm", "sb-train-ecapa", "bundle-audio",
    ];

    public static TheoryData<string> ShippedModels => ["audio", "audio-speechbrain"];
    [Theory]
    [MemberData(nameof(GoldenFolders))]
    public void Classify_GoldenFolder_EqualsSpeechBrain(string name)
    {
        var directory = Shared.Path("golden", "audio", "models", name);
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "expected.json"))).RootElement;
        using var classifier = AudioEmotionClassifier.Load(directory);

        AssertEqualsReference(classifier, expected, name);
    }

    [Theory]
    [MemberData(nameof(ShippedModels))]
    public void Classify_TrainedModel_EqualsItsReference(string model)
    {
        var expected = JsonDocument.Parse(File.ReadAllText(Shared.Path("models", model, "expected.json"))).RootElement;
        using var classifier = AudioEmotionClassifier.Load(Shared.Path("models", model, "checkpoint"));

        AssertEqualsReference(classifier, expected, model);
    }

    [Theory]
    [InlineData("audio")]
    [InlineData("audio-speechbrain")]
    public void ClassifyBatch_TestActors_GivesTheStatedUnweightedAverageRecall(string model)
    {
        var stated = JsonDocument.Parse(File.ReadAllText(Shared.Path("models", model, "eval_test", "metrics_overall.json"))).RootElement;
        using var classifier = AudioEmotionClassifier.Load(Shared.Path("models", model, "checkpoint"));
        var clips = Directory.GetFiles(Shared.Path("data", "audio", "ravdess"), "*.flac")
            .Where(path => Path.GetFileNameWithoutExtension(path)[^2..] is "01" or "11" or "20" or "21")
            .Order(StringComparer.Ordinal)
            .ToList();

        var predictions = classifier.ClassifyBatch([.. clips.Select(path => AudioDecoder.Decode(path))]);

        var (hit, total) = (new int[8], new int[8]);
        for (var i = 0; i < clips.Count; i++)
        {
            var actual = Path.GetFileName(clips[i])[7] - '1';
            total[actual]++;
            hit[actual] += classifier.Metadata.Labels.IndexOf(predictions[i].Top.Label) == actual ? 1 : 0;
        }

        Assert.Equal(stated.GetProperty("num_samples").GetInt32(), clips.Count);
        Assert.Equal(stated.GetProperty("uar").GetDouble(), Enumerable.Range(0, 8).Average(label => (double)hit[label] / total[label]), 5e-4);
    }

    private static void AssertEqualsReference(AudioEmotionClassifier classifier, JsonElement expected, string place)
    {
        var tolerance = expected.GetProperty("tolerance_abs_logit").GetDouble();
        Assert.Equal(expected.GetProperty("labels").EnumerateArray().Select(label => label.GetString()), classifier.Metadata.Labels);
        var inputs = expected.GetProperty("inputs").EnumerateArray().Select(input => input.GetString()!).ToList();
        var clips = inputs.Select(Read).ToList();
        var singles = clips.Select(clip => classifier.Classify(clip, new ClassificationOptions { SpeechGate = false })).ToList();
        var batch = classifier.ClassifyBatch(clips);
        for (var i = 0; i < inputs.Count; i++)
        {
            AssertClose(Floats(expected.GetProperty("logits")[i]), singles[i].Logits, tolerance, $"{place}, {inputs[i]}");
            AssertClose(singles[i].Logits, batch[i].Logits, BatchTolerance, $"{place}, {inputs[i]}, batch against single");
            if (expected.TryGetProperty("probabilities", out var probabilities))
            {
                // A softmax of scale × logit moves by at most a quarter of what its input moves.
                AssertClose(Floats(probabilities[i]), [.. singles[i].Scores.Select(score => score.Score)], 30 * tolerance / 4, $"{place}, {inputs[i]}, probabilities");
            }

            if (expected.TryGetProperty("top3", out var top))
            {
                Assert.Equal(top[i].EnumerateArray().Select(label => label.GetProperty("label").GetString()), singles[i].Labels.Select(score => score.Label));
            }
        }
    }

    private static AudioClip Read(string input) => input.StartsWith("signals/", StringComparison.Ordinal)
        ? new AudioClip(Npy.ReadFloats(Shared.Path("golden", "audio", input)), 16_000)
        : AudioDecoder.Decode(Shared.Path("data", "audio", input));

    private static void AssertClose(IReadOnlyList<float> expected, IReadOnlyList<float> found, double tolerance, string place)
    {
        Assert.Equal(expected.Count, found.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{place}: output {i} is {found[i]:R}, expected {expected[i]:R}, tolerance {tolerance}.\nexpected {string.Join(' ', expected)}\nfound    {string.Join(' ', found)}");
        }
    }

    private static float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetSingle())];
}
