using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio;

/// <summary>Folders whose front end computes features of its own: short and long clips, and names of before transformers 5.</summary>
public sealed class SpeechFrontEndTests
{
    private const double Tolerance = 1e-6;

    private static readonly ClassificationOptions Ungated = new() { SpeechGate = false };

    [Theory]
    [InlineData("hf-whisper-chunk5", 80_000)]
    [InlineData("hf-ast", 400 + (255 * 160))]
    public void Classify_LongerThanTheModelReads_IsCutAndTold(string name, int longest)
    {
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path("golden", "audio", "models", name));
        var sound = Noise(longest + 4_000);

        var (whole, cut) = (classifier.Classify(new AudioClip(sound, 16_000), Ungated), classifier.Classify(new AudioClip(sound.AsMemory(0, longest), 16_000), Ungated));

        Assert.Equal((true, false), (whole.IsTruncated, cut.IsTruncated));
        Assert.Equal(cut.Logits, whole.Logits);
    }

    /// <summary>The references refuse clips shorter than a frame, or a group of frames; here they are extended with silence.</summary>
    [Theory]
    [InlineData("hf-wav2vec2-bert", 560)]
    [InlineData("hf-ast", 400)]
    public void Classify_ShorterThanAFrame_EqualsTheClipWithSilence(string name, int shortest)
    {
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path("golden", "audio", "models", name));
        var extended = new float[shortest];
        Noise(100).CopyTo(extended, 0);

        var found = classifier.Classify(new AudioClip(Noise(100), 16_000), Ungated);

        Assert.Equal(classifier.Classify(new AudioClip(extended, 16_000), Ungated).Logits, found.Logits);
        Assert.All(found.Logits, logit => Assert.True(float.IsFinite(logit)));
    }

    [Fact]
    public void Load_AstWithNamesOfBefore_GivesTheSame()
    {
        var source = Goldens.Path("golden", "audio", "models", "hf-ast");
        using var folder = TemporaryFolder.CopyOf(source);
        Rename(folder.File("model.safetensors"));
        using var expected = AudioEmotionClassifier.Load(source);
        using var classifier = AudioEmotionClassifier.Load(folder.Path);
        var clip = new AudioClip(Noise(16_000), 16_000);

        var pairs = expected.Classify(clip, Ungated).Logits.Zip(classifier.Classify(clip, Ungated).Logits);

        Assert.All(pairs, pair => Assert.Equal(pair.First, pair.Second, Tolerance));
    }

    private static float[] Noise(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5) * 0.2f)];
    }

    private static void Rename(string path)
    {
        (string Today, string Before)[] names =
        [
            (".layers.", ".encoder.layer."), ("attention.q_proj", "attention.attention.query"), ("attention.k_proj", "attention.attention.key"),
            ("attention.v_proj", "attention.attention.value"), ("attention.o_proj", "attention.output.dense"), ("mlp.fc1", "intermediate.dense"), ("mlp.fc2", "output.dense"),
        ];
        var bytes = File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        var renamed = new JsonObject();
        foreach (var (name, tensor) in JsonNode.Parse(bytes.AsSpan(8, length))!.AsObject())
        {
            renamed[names.Aggregate(name, (old, pair) => old.Replace(pair.Today, pair.Before, StringComparison.Ordinal))] = tensor?.DeepClone();
        }

        var header = JsonSerializer.SerializeToUtf8Bytes(renamed);
        var padding = (8 - (header.Length % 8)) % 8;
        var start = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(start, header.Length + padding);
        File.WriteAllBytes(path, [.. start, .. header, .. Enumerable.Repeat((byte)' ', padding), .. bytes[(8 + length)..]]);
    }
}
