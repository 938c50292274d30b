using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Text;

namespace EmotionAI.Tests.Bundles.Parity;

/// <summary>A golden checkpoint, exported and read again as an ONNX folder, gives the logits of transformers.</summary>
public sealed class OnnxExportParityTests
{
    private const double LogitTolerance = 1e-4;
    private const double BatchTolerance = 1e-5;

    /// <summary>The last bits of what is rounded to bytes may fall to the other side.</summary>
    private const double ByteTolerance = 0.02;

    /// <summary>What a folder has that an exported one does not need.</summary>
    private static readonly string[] Weights = [".safetensors", ".bin", ".index.json", "expected.json"];

    public static TheoryData<string> Models => [.. Goldens.Folders("*", "golden", "text", "models").Where(name => Expected(name).TryGetProperty("logits", out _))];

    [Theory]
    [MemberData(nameof(Models))]
    public void Classify_ExportedGolden_EqualsTransformers(string name)
    {
        using var folder = Export(Golden(name), "model.onnx", new OnnxExportOptions());
        var expected = Expected(name);
        using var bundle = ModelBundle.Load(folder.Path);
        using var classifier = TextEmotionClassifier.Load(bundle);

        var config = JsonDocument.Parse(File.ReadAllText(folder.File("config.json"))).RootElement;
        Assert.Equal($"onnx/{config.GetProperty("model_type").GetString()}", bundle.Kind);
        var texts = Strings(expected.GetProperty("texts"));
        var batch = classifier.ClassifyBatch(texts);
        var compared = 0;
        for (var i = 0; i < texts.Length; i++)
        {
            // The network is compared here; what a tokenizer does with a text is compared elsewhere.
            var single = classifier.Classify(texts[i]).Logits;
            var ids = new int[classifier.Metadata.MaxLength!.Value];
            if (expected.GetProperty("input_ids")[i].EnumerateArray().Select(id => id.GetInt32()).SequenceEqual(ids.Take(classifier.Tokenizer.Encode(texts[i], ids))))
            {
                compared++;
                AssertClose(Floats(expected.GetProperty("logits")[i]), single, LogitTolerance, $"{name}, text {i}");
            }

            AssertClose(single, batch[i].Logits, BatchTolerance, $"{name}, text {i}, batch against single");
        }

        Assert.InRange(compared, texts.Length - 1, texts.Length);
    }

    [Fact]
    public void Classify_WeightsInAFileOfTheirOwn_EqualsTransformers()
    {
        const string name = "bert-gelu-multi6";
        using var folder = Export(Golden(name), "onnx/model.onnx", new OnnxExportOptions { ExternalData = true });
        using var classifier = TextEmotionClassifier.Load(folder.Path);

        Assert.True(File.Exists(folder.File("onnx/model.onnx.data")));
        Assert.InRange(new FileInfo(folder.File("onnx/model.onnx")).Length, 1, new FileInfo(folder.File("onnx/model.onnx.data")).Length);
        AssertClose(Floats(Expected(name).GetProperty("logits")[0]), classifier.Classify(Strings(Expected(name).GetProperty("texts"))[0]).Logits, LogitTolerance, name);
    }

    [Fact]
    public void Classify_ShippedModelWithBytesForWeights_AnswersLikeTheSession()
    {
        const string text = "I can't believe we won!";
        var directory = Goldens.Path("models", "text", "model");
        using var folder = Export(directory, "onnx/model_quantized.onnx", new OnnxExportOptions { Precision = Precision.Int8 });
        using var exported = TextEmotionClassifier.Load(folder.Path);
        using var session = TextEmotionClassifier.Load(directory, new TextEmotionOptions { Precision = Precision.Int8 });
        using var precise = TextEmotionClassifier.Load(directory);

        AssertClose(session.Classify(text).Logits, exported.Classify(text).Logits, ByteTolerance, text);
        Assert.Contains(exported.Classify(text).Logits.Zip(precise.Classify(text).Logits), pair => Math.Abs(pair.First - pair.Second) > LogitTolerance);
    }

    private static TemporaryFolder Export(string golden, string file, OnnxExportOptions options)
    {
        var folder = new TemporaryFolder();
        foreach (var beside in Directory.GetFiles(golden).Where(file => !Array.Exists(Weights, ending => file.EndsWith(ending, StringComparison.Ordinal))))
        {
            folder.Write(Path.GetFileName(beside), File.ReadAllBytes(beside));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
        using var bundle = ModelBundle.Load(golden);
        OnnxExport.Write(bundle, folder.File(file), options);
        return folder;
    }

    private static string Golden(string name) => Goldens.Path("golden", "text", "models", name);

    private static JsonElement Expected(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Golden(name), "expected.json"))).RootElement;

    private static void AssertClose(IReadOnlyList<float> expected, IReadOnlyList<float> found, double tolerance, string place)
    {
        Assert.Equal(expected.Count, found.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{place}: output {i} is {found[i]:R}, expected {expected[i]:R}.");
        }
    }

    private static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    private static float[] Floats(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetSingle())];
}
