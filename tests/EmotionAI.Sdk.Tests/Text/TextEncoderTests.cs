using System.Numerics.Tensors;
using EmotionAI.Bundles;
using EmotionAI.Tests.Bundles.Malformed;
using EmotionAI.Text;

namespace EmotionAI.Tests.Text;

public sealed class TextEncoderTests
{
    private const string Text = "so happy";

    [Fact]
    public void Load_Bundle_SharesTheWeightsWithTheClassifierAndOutlivesIt()
    {
        using var folder = TinyFolders.Bert();
        var bundle = ModelBundle.Load(folder.Path);
        var classifier = TextEmotionClassifier.Load(bundle);
        using var encoder = TextEncoder.Load(bundle);
        using var alone = TextEncoder.Load(folder.Path);
        bundle.Dispose();
        classifier.Dispose();

        var many = encoder.EncodeBatch([.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? Text : "a b a")]);

        Assert.Equal(alone.Encode(Text).Vector.ToArray(), encoder.Encode(Text).Vector.ToArray());
        Assert.Equal(40, many.Count);
        Assert.Equal(encoder.Encode(Text).Vector.ToArray(), many[38].Vector.ToArray(), (expected, found) => Math.Abs(expected - found) <= 1e-5f);
    }

    [Fact]
    public void Encode_Pooler_IsWhatTheLastLayerReads()
    {
        using var folder = TinyFolders.Bert();
        using var classifier = TextEmotionClassifier.Load(folder.Path);
        using var encoder = TextEncoder.Load(folder.Path, new TextEncoderOptions { Pooling = TextPooling.Pooler, Normalize = false });
        using var first = TextEncoder.Load(folder.Path, new TextEncoderOptions { Pooling = TextPooling.FirstToken, Normalize = false });

        var pooled = encoder.Encode(Text).Vector.ToArray();

        using var weights = EmotionAI.Checkpoints.HuggingFace.CheckpointFolder.Open(folder.Path, EmotionLimits.Default);
        var (matrix, bias) = (Values("classifier.weight"), Values("classifier.bias"));
        float[] logits = [.. Enumerable.Range(0, 2).Select(label => TensorPrimitives.Dot(matrix.AsSpan(label * 4, 4), pooled) + bias[label])];
        Assert.Equal(classifier.Classify(Text).Logits, logits, (expected, found) => Math.Abs(expected - found) <= 1e-5f);
        Assert.NotEqual(first.Encode(Text).Vector.ToArray(), pooled);

        float[] Values(string name) => weights.TryGet(name, out var tensor) ? EmotionAI.Checkpoints.TensorReader.ToSingles(tensor) : throw new InvalidDataException(name);
    }

    [Theory]
    [InlineData("""{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}""", TextPooling.FirstToken)]
    [InlineData("""{"pooling_mode_cls_token": false, "pooling_mode_mean_tokens": true, "pooling_mode_max_tokens": false}""", TextPooling.Mean)]
    [InlineData("""{"pooling_mode": "cls"}""", TextPooling.FirstToken)]
    public void Load_FilesOfSentenceTransformers_GiveTheDefaults(string pooling, TextPooling expected)
    {
        using var folder = Sentences(pooling);
        folder.Write("sentence_bert_config.json", """{"max_seq_length": 6, "do_lower_case": false}""");
        using var encoder = TextEncoder.Load(folder.Path);
        using var other = TextEncoder.Load(folder.Path, new TextEncoderOptions { Pooling = TextPooling.Mean, Normalize = true });

        Assert.Equal((expected, false, 6), (encoder.Pooling, encoder.IsNormalized, encoder.MaxLength));
        Assert.Equal((TextPooling.Mean, true), (other.Pooling, other.IsNormalized));
        Assert.Equal(1, TensorPrimitives.Norm(other.Encode(Text).Vector.Span), 1e-5f);
    }

    [Fact]
    public void Load_ModuleThatNormalizes_IsTheDefault()
    {
        using var folder = Sentences("""{"pooling_mode_mean_tokens": true}""", """, {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}""");
        using var encoder = TextEncoder.Load(folder.Path);

        Assert.True(encoder.IsNormalized);
    }

    [Theory]
    [InlineData("""{"pooling_mode_max_tokens": true}""", "", "1_Pooling/config.json", "max_tokens")]
    [InlineData("""{"pooling_mode_cls_token": true, "pooling_mode_mean_tokens": true}""", "", "1_Pooling/config.json", "cls_token and mean_tokens")]
    [InlineData("{}", "", "1_Pooling/config.json", "nothing")]
    [InlineData("[]", "", "1_Pooling/config.json", "")]
    [InlineData("""{"pooling_mode_mean_tokens": true}""", """, {"path": "2_Dense", "type": "sentence_transformers.models.Dense"}""", "modules.json", "Dense")]
    [InlineData("""{"pooling_mode_mean_tokens": true}""", """, {"path": "../1_Pooling", "type": "sentence_transformers.models.Pooling"}""", "modules.json", "../1_Pooling")]
    [InlineData("""{"pooling_mode_mean_tokens": true}""", """, {"path": "0_Transformer", "type": "sentence_transformers.models.Transformer"}""", "modules.json", "0_Transformer")]
    [InlineData("""{"pooling_mode_mean_tokens": true}""", ", 7", "modules.json", "''")]
    public void Load_ModuleThatIsNotSupported_IsNamed(string pooling, string module, string file, string found)
    {
        using var folder = Sentences(pooling, module);

        var problem = Assert.Single(Assert.Throws<ModelBundleException>(() => TextEncoder.Load(folder.Path)).Problems, problem => problem.Severity == BundleSeverity.Error);

        Assert.Equal(file, problem.File);
        Assert.Contains(found, problem.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PoolingThatIsNotSupported_GivesWayToTheOptions()
    {
        using var folder = Sentences("""{"pooling_mode_max_tokens": true}""");
        using var encoder = TextEncoder.Load(folder.Path, new TextEncoderOptions { Pooling = TextPooling.Mean });

        Assert.Equal(TextPooling.Mean, encoder.Pooling);
    }

    [Theory]
    [InlineData(nameof(TinyFolders.Onnx), "onnx/whisper")]
    [InlineData(nameof(TinyFolders.OnnxText), "onnx/bert")]
    [InlineData(nameof(TinyFolders.SpeechBrain), "speechbrain/ecapa-tdnn")]
    public void Load_BundleWithoutAnEncoderOfText_IsRefused(string kind, string expected)
    {
        using var folder = kind == nameof(TinyFolders.Onnx) ? TinyFolders.Onnx() : kind == nameof(TinyFolders.OnnxText) ? TinyFolders.OnnxText() : TinyFolders.SpeechBrain();
        using var bundle = ModelBundle.Load(folder.Path);

        Assert.Contains(expected, Assert.Throws<EmotionAIException>(() => TextEncoder.Load(bundle)).Message, StringComparison.Ordinal);
        Assert.Equal(EmotionErrorCodes.BundleInvalid, Assert.Throws<ModelBundleException>(() => TextEncoder.Load(folder.Path)).Code);
    }

    [Fact]
    public void Load_TensorMissing_IsListed()
    {
        using var folder = TinyFolders.Bert();
        folder.Write("config.json", File.ReadAllText(folder.File("config.json")).Replace("\"num_hidden_layers\": 1", "\"num_hidden_layers\": 2", StringComparison.Ordinal));

        var problems = Assert.Throws<ModelBundleException>(() => TextEncoder.Load(folder.Path)).Problems;

        Assert.Contains(problems, problem => problem.Key == "bert.encoder.layer.1.output.dense.weight" && problem.Code == BundleProblemCodes.TensorMissing);
    }

    [Fact]
    public void Encode_LongText_IsTruncatedAndSaysSo()
    {
        using var folder = TinyFolders.Bert();
        using var encoder = TextEncoder.Load(folder.Path);

        var embedding = encoder.Encode(string.Join(' ', Enumerable.Repeat("a", 100)));

        Assert.Equal((8, true, 4), (embedding.TokenCount, embedding.IsTruncated, embedding.Vector.Length));
        Assert.Equal((4, false), (encoder.Encode(Text).TokenCount, encoder.Encode(Text).IsTruncated));
    }

    [Fact]
    public void Encode_AtItsLimits_Refuses()
    {
        using var folder = TinyFolders.Bert();
        var encoder = TextEncoder.Load(folder.Path, new TextEncoderOptions { Limits = new EmotionLimits { TextCharacters = 3 } });

        Assert.Equal(EmotionErrorCodes.LimitExceeded, Assert.Throws<EmotionAIException>(() => encoder.Encode("abcd")).Code);
        Assert.Throws<OperationCanceledException>(() => encoder.EncodeBatch(["a"], new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentNullException>(() => encoder.EncodeBatch(["a", null!]));
        Assert.Empty(encoder.EncodeBatch([]));
        encoder.Dispose();
        Assert.Throws<ObjectDisposedException>(() => encoder.Encode("a"));
    }

    [Fact]
    public void Load_OptionsThatAreNone_AreRefused()
    {
        using var folder = TinyFolders.Bert();

        Assert.Throws<ArgumentOutOfRangeException>(() => TextEncoder.Load(folder.Path, new TextEncoderOptions { Pooling = (TextPooling)7 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => TextEncoder.Load(folder.Path, new TextEncoderOptions { BatchSize = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => TextEncoder.Load(folder.Path, new TextEncoderOptions { Threads = 0 }));
    }

    private static TemporaryFolder Sentences(string pooling, string more = "")
    {
        var folder = TinyFolders.Bert();
        Directory.CreateDirectory(folder.File("1_Pooling"));
        folder.Write("1_Pooling/config.json", pooling);
        folder.Write("inference_config.json", "{}");
        folder.Write("modules.json", $$"""
            [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
             {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}{{more}}]
            """);
        return folder;
    }
}
