using System.Text.Json;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Parity;

/// <summary>Compares whole speech models with SpeechBrain, with transformers and with onnxruntime on transformers' features.</summary>
public sealed class AudioModelParityTests
{
    private const double BatchTolerance = 1e-5;

    /// <summary>Eight frames of a steady tone, each bin divided by a deviation near zero: the reference's own features are 5e-4 away from exact ones there, which single precision cannot give again.</summary>
    private const double SteadyToneTolerance = 1e-3;

    public static TheoryData<string> GoldenFolders =>
    [
        "sb-ecapa-published", "sb-ecapa-micro", "sb-ecapa-linblocks-defaultpaths", "sb-ecapa-xvecclassifier-globalnorm", "sb-train-ecapa", "bundle-audio",
        "sb-xvector-published", "sb-wav2vec2-iemocap-published", "sb-wav2vec2-noconfig", "sb-train-wav2vec2", "sb-wavlm-published",
    ];

    [Theory]
    [InlineData("hf-wav2vec2-micro")]
    [InlineData("hf-wav2vec2-base-group")]
    [InlineData("hf-wav2vec2-group-weighted")]
    [InlineData("hf-wav2vec2-layer-stable-oldkeys")]
    [InlineData("hf-wav2vec2-layer-nonstable-nonormalize")]
    [InlineData("hf-wav2vec2-layer-stable-weighted-f16")]
    [InlineData("hf-audeering-dimensional")]
    [InlineData("hf-ehcalabres-style")]
    [InlineData("hf-hubert-noprojnorm-weighted")]
    [InlineData("hf-data2vec-audio")]
    [InlineData("hf-wavlm-base")]
    [InlineData("hf-wavlm-large-stable-weighted")]
    [InlineData("hf-sew")]
    [InlineData("hf-wav2vec2-conformer")]
    [InlineData("hf-wav2vec2-bert")]
    [InlineData("hf-whisper-chunk5")]
    [InlineData("hf-whisper-weighted")]
    [InlineData("hf-ast")]
    [SharedData("golden/audio/models/hf-wav2vec2-shortstack", "hf-wav2vec2-shortstack")]
    [SharedData("golden/audio/models/hf-hubert-base", "hf-hubert-base")]
    [SharedData("golden/audio/models/hf-hubert-large-stable-sharded", "hf-hubert-large-stable-sharded")]
    [SharedData("golden/audio/models/hf-speechclassification-mean", "hf-speechclassification-mean")]
    [SharedData("golden/audio/models/hf-unispeechsat", "hf-unispeechsat")]
    public void Classify_HuggingFaceFolder_EqualsTransformers(string name)
    {
        var directory = Goldens.Path("golden", "audio", "models", name);
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "expected.json"))).RootElement;
        using var classifier = AudioEmotionClassifier.Load(directory);

        AssertEqualsReference(classifier, expected, name);
    }

    [Theory]
    [MemberData(nameof(GoldenFolders))]
    [SharedData("golden/audio/models/sb-hubert-published", "sb-hubert-published")]
    public void Classify_GoldenFolder_EqualsSpeechBrain(string name)
    {
        var directory = Goldens.Path("golden", "audio", "models", name);
        var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "expected.json"))).RootElement;
        using var classifier = AudioEmotionClassifier.Load(directory);

        AssertEqualsReference(classifier, expected, name);
    }

    [Theory]
    [InlineData("audio")]
    [SharedData("models/audio-speechbrain", "audio-speechbrain")]
    public void Classify_TrainedModel_EqualsItsReference(string model)
    {
        var expected = JsonDocument.Parse(File.ReadAllText(Goldens.Path("models", model, "expected.json"))).RootElement;
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path("models", model, "checkpoint"));

        AssertEqualsReference(classifier, expected, model);
    }

    [SharedFact("golden/audio/models")]
    public void Folders_OfGoldens_AreAllCompared()
    {
        var rows = typeof(AudioModelParityTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributes(typeof(Xunit.Sdk.DataAttribute), inherit: false).Cast<Xunit.Sdk.DataAttribute>().SelectMany(data => data.GetData(method)))
            .Select(row => (string)row[0]!);

        // Emotion diarization answers frame by frame: FrameClassifierParityTests.
        Assert.Empty(Goldens.Folders("*", "golden", "audio", "models").Except(rows.Append("sb-diarization-wavlm")));
    }

    private static void AssertEqualsReference(AudioEmotionClassifier classifier, JsonElement expected, string place)
    {
        var tolerance = expected.GetProperty("tolerance_abs_logit").GetDouble();
        Assert.Equal(expected.GetProperty("labels").EnumerateArray().Select(label => label.GetString()), classifier.Metadata.Labels);
        var inputs = expected.GetProperty("inputs").EnumerateArray().Select(input => input.GetString()!).ToList();
        var compared = Enumerable.Range(0, inputs.Count).Where(i => Shared.Root is not null || Goldens.Has(Place(inputs[i]))).ToList();
        var clips = compared.Select(i => Read(inputs[i])).ToList();
        var answers = clips.Select(clip => classifier.Classify(clip, new ClassificationOptions { SpeechGate = false })).ToList();
        Assert.NotEmpty(compared);

        // Every clip twice, in mixed order, so that clips of one length meet and none has its own place.
        List<int> order = [.. Enumerable.Range(0, clips.Count).Reverse(), .. Enumerable.Range(0, clips.Count)];
        var together = classifier.ClassifyBatch([.. order.Select(at => clips[at])]);
        foreach (var (at, prediction) in order.Zip(together))
        {
            AssertClose(answers[at].Logits, prediction.Logits, BatchTolerance, $"{place}, {inputs[compared[at]]}, batch against single");
            Assert.Equal(answers[at].IsTruncated, prediction.IsTruncated);
        }

        var usual = tolerance;
        foreach (var (i, single) in compared.Zip(answers))
        {
            tolerance = place == "hf-wav2vec2-bert" && inputs[i] == "signals/tenth_second.npy" ? SteadyToneTolerance : usual;
            AssertClose(Floats(expected.GetProperty("logits")[i]), single.Logits, tolerance, $"{place}, {inputs[i]}");
            if (expected.TryGetProperty("probabilities", out var probabilities))
            {
                // A softmax of scale × logit moves by at most a quarter of what its input moves.
                AssertClose(Floats(probabilities[i]), [.. single.Scores.Select(score => score.Score)], 30 * tolerance / 4, $"{place}, {inputs[i]}, probabilities");
            }

            if (expected.TryGetProperty("scores", out var scores))
            {
                AssertClose(Floats(scores[i]), [.. single.Scores.Select(score => score.Score)], tolerance, $"{place}, {inputs[i]}, scores");
            }

            if (expected.TryGetProperty("top3", out var top))
            {
                Assert.Equal(top[i].EnumerateArray().Select(label => label.GetProperty("label").GetString()), single.Labels.Select(score => score.Label));
            }
        }
    }

    /// <summary>Gives the place of an input; those of RAVDESS are in the shared folder only.</summary>
    private static string Place(string input) => input.StartsWith("signals/", StringComparison.Ordinal) ? $"golden/audio/{input}" : $"data/audio/{input}";

    private static AudioClip Read(string input) => input.StartsWith("signals/", StringComparison.Ordinal)
        ? new AudioClip(Npy.ReadFloats(Goldens.Path(Place(input))), 16_000)
        : AudioDecoder.Decode(Goldens.Path(Place(input)));

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
