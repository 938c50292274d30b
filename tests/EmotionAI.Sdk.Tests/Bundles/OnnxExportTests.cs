using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Inference;
using EmotionAI.Tests.Bundles.Malformed;
using EmotionAI.Text;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace EmotionAI.Tests.Bundles;

/// <summary>What is exported is taken by ONNX Runtime as it is, without this library.</summary>
public sealed class OnnxExportTests : IDisposable
{
    private const double Tolerance = 1e-5;

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("model.onnx");

    [Fact]
    public void Write_TextModel_AnswersPaddedBatchesLikeSingleTexts()
    {
        var golden = Goldens.Path("golden", "text", "models", "bert-gelu-multi6");
        using var bundle = ModelBundle.Load(golden);
        using var classifier = TextEmotionClassifier.Load(bundle);
        string[] texts = ["so happy", "I can't believe we won, after all these years!", "no"];

        var result = OnnxExport.Write(bundle, Path);

        Assert.Equal(["input_ids: Int64 [batch, sequence]", "attention_mask: Int64 [batch, sequence]"], result.Inputs);
        Assert.Equal("logits: Float [batch, 6]", result.Output);
        Assert.Equal([Path], result.Files);
        var ids = texts.Select(text => Encode(classifier.Tokenizer, text)).ToList();
        var width = ids.Max(row => row.Length);
        var padded = new DenseTensor<long>([ids.Count, width]);
        var mask = new DenseTensor<long>([ids.Count, width]);
        for (var row = 0; row < ids.Count; row++)
        {
            for (var i = 0; i < ids[row].Length; i++)
            {
                (padded[row, i], mask[row, i]) = (ids[row][i], 1);
            }
        }

        var logits = Run(Path, NamedOnnxValue.CreateFromTensor("input_ids", padded), NamedOnnxValue.CreateFromTensor("attention_mask", mask));
        AssertClose([.. texts.SelectMany(text => classifier.Classify(text).Logits)], logits);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_SpeechModel_AnswersLikeTheSession(bool externalData)
    {
        using var folder = TinyFolders.SpeechBrain();
        using var bundle = ModelBundle.Load(folder.Path);
        float[] features = [.. Enumerable.Range(0, 2 * 20 * 8).Select(i => MathF.Sin(i))];
        var expected = new float[4];
        using (var session = bundle.Network!.Open(new SessionSettings(1)))
        {
            session.Run<float>(features, new TensorShape(2, 20, 8), [], expected, CancellationToken.None);
        }

        var result = OnnxExport.Write(bundle, Path, new OnnxExportOptions { ExternalData = externalData });

        Assert.Equal(["features: Float [batch, frames, 8]"], result.Inputs);
        AssertClose(expected, Run(Path, NamedOnnxValue.CreateFromTensor("features", new DenseTensor<float>(features, [2, 20, 8]))));
    }

    [Fact]
    public void Write_Metadata_SayWhatTheNumbersMean()
    {
        using var bundle = ModelBundle.Load(Goldens.Path("golden", "text", "models", "bundle-thresholds"));
        OnnxExport.Write(bundle, Path);
        using var session = new InferenceSession(Path);
        var metadata = session.ModelMetadata.CustomMetadataMap;

        Assert.Equal(bundle.Metadata!.Labels, JsonSerializer.Deserialize<string[]>(metadata["emotionai.labels"])!);
        Assert.Equal(bundle.Metadata.Thresholds, JsonSerializer.Deserialize<double[]>(metadata["emotionai.thresholds"])!);
        Assert.Equal(
            (bundle.Metadata.ModelId, "multi_label_classification", "hugging-face/bert", $"{bundle.Metadata.MaxLength}"),
            (metadata["emotionai.model_id"], metadata["emotionai.problem_type"], metadata["emotionai.kind"], metadata["emotionai.max_length"]));
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        using var bundle = ModelBundle.Load(Goldens.Path("golden", "text", "models", "bert-gelu-multi6"));
        OnnxExport.Write(bundle, Path);
        OnnxExport.Write(bundle, _folder.File("again.onnx"));

        Assert.Equal(File.ReadAllBytes(Path), File.ReadAllBytes(_folder.File("again.onnx")));
    }

    [Theory]
    [InlineData("model.onnx", false)]
    [InlineData("model.onnx.data", true)]
    public void Write_FileThatIsThere_IsRefusedWithoutOverwrite(string name, bool externalData)
    {
        var there = _folder.Write(name, "mine");
        using var bundle = ModelBundle.Load(Goldens.Path("golden", "text", "models", "bert-gelu-multi6"));

        var error = Assert.Throws<EmotionAIException>(() => OnnxExport.Write(bundle, Path, new OnnxExportOptions { ExternalData = externalData }));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Equal([there], Directory.GetFiles(_folder.Path));
        Assert.Equal("mine", File.ReadAllText(there));
        OnnxExport.Write(bundle, Path, new OnnxExportOptions { ExternalData = externalData, Overwrite = true });
        Assert.NotEqual("mine", File.ReadAllText(there));
    }

    [Fact]
    public void Write_FolderThatIsNotThere_LeavesNothing()
    {
        using var bundle = ModelBundle.Load(Goldens.Path("golden", "text", "models", "bert-gelu-multi6"));

        var error = Assert.Throws<EmotionAIException>(() => OnnxExport.Write(bundle, _folder.File("none/model.onnx")));

        Assert.Equal(EmotionErrorCodes.FileUnwritable, error.Code);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Write_OnnxModel_IsRefused()
    {
        using var folder = TinyFolders.OnnxText();
        using var bundle = ModelBundle.Load(folder.Path);

        Assert.Contains("onnx/bert, an ONNX model already", Assert.Throws<EmotionAIException>(() => OnnxExport.Write(bundle, Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_BundleThatIsDisposed_Throws()
    {
        var bundle = ModelBundle.Load(Goldens.Path("golden", "text", "models", "bert-gelu-multi6"));
        bundle.Dispose();

        Assert.Throws<ObjectDisposedException>(() => OnnxExport.Write(bundle, Path));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private static int[] Encode(TextTokenizer tokenizer, string text)
    {
        var ids = new int[tokenizer.MaxTokenCount(text.Length)];
        return ids[..tokenizer.Encode(text, ids)];
    }

    private static float[] Run(string path, params NamedOnnxValue[] inputs)
    {
        using var session = new InferenceSession(path);
        using var results = session.Run(inputs);
        return results.Single(result => result.Name == "logits").AsTensor<float>().ToArray();
    }

    private static void AssertClose(float[] expected, float[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= Tolerance, $"Output {i} is {found[i]:R}, expected {expected[i]:R}.");
        }
    }
}
