using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Tests.Bundles.Malformed;

namespace EmotionAI.Tests.Audio;

public sealed class AudioEncoderTests
{
    private const float Tolerance = 1e-5f;

    /// <summary>Half precision keeps 11 bits of vectors and weights below 8.</summary>
    private const float HalfTolerance = 2e-2f;

    private static readonly EmotionLabels NewLabels = new(["calm", "angry", "it's > 'fine'"]);

    [Theory]
    [InlineData("gemm")]
    [InlineData("gemm-transposed")]
    [InlineData("matmul-add")]
    [InlineData("add-matmul-half")]
    [InlineData("half-layer")]
    [InlineData("transpose")]
    [InlineData("log-softmax")]
    [InlineData("squeeze")]
    [InlineData("reshape")]
    [InlineData("no-bias")]
    [InlineData("softmax")]
    public void Encode_LastLayerOfEveryForm_IsWhatItReads(string form)
    {
        using var folder = OnnxHeadForms.Folder(form);
        using var bundle = ModelBundle.Load(folder.Path);
        using var classifier = AudioEmotionClassifier.Load(bundle);
        using var encoder = AudioEncoder.Load(bundle);
        var (weights, bias) = HeadArithmetic.ReadOnnx(folder.File("model.onnx"), "logits");

        var embedding = encoder.Encode(Clip());

        var logits = HeadArithmetic.Logits(weights, bias, embedding.Vector.Span);
        var expected = classifier.Classify(Clip()).Logits;
        var found = form == "softmax" ? HeadArithmetic.Softmax(logits) : logits;
        var shift = form == "log-softmax" ? expected[0] - found[0] : 0;
        Assert.Equal(8, encoder.Dimensions);
        Assert.Contains(embedding.Vector.ToArray(), value => value != 0);
        Assert.Equal(expected, [.. found.Select(value => value + shift)], Close(form == "half-layer" ? HalfTolerance : Tolerance));
    }

    [Theory]
    [InlineData("relu", "'Relu'")]
    [InlineData("product", "not a matrix of the file")]
    [InlineData("residual", "an Add of two computed values")]
    [InlineData("input-weight", "not a matrix of the file")]
    public void Load_LastLayerOfAnotherKind_SaysWhatItIs(string form, string found)
    {
        using var folder = OnnxHeadForms.Folder(form);

        var fault = Assert.Throws<EmotionAIException>(() => AudioEncoder.Load(folder.Path));

        Assert.Equal(EmotionErrorCodes.FormatUnsupported, fault.Code);
        Assert.Contains(found, fault.Message, StringComparison.Ordinal);
        Assert.Contains("model.onnx", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gemm")]
    [InlineData("gemm-transposed")]
    [InlineData("matmul-add")]
    [InlineData("add-matmul-half")]
    [InlineData("half-layer")]
    [InlineData("transpose")]
    [InlineData("log-softmax")]
    [InlineData("squeeze")]
    [InlineData("speechbrain")]
    public void ExportWithHead_OfEveryForm_AnswersWithTheNewHead(string form)
    {
        using var folder = form == "speechbrain" ? TinyFolders.SpeechBrain() : OnnxHeadForms.Folder(form);
        using var encoder = AudioEncoder.Load(folder.Path);
        var (weights, bias) = NewHead(encoder.Dimensions);

        using var result = Written(encoder.ExportWithHead(NewLabels, weights, bias));

        using var classifier = AudioEmotionClassifier.Load(result.Path);
        using var again = AudioEncoder.Load(result.Path);
        var vector = encoder.Encode(Clip()).Vector.ToArray();
        var expected = HeadArithmetic.Softmax(HeadArithmetic.Logits(weights, bias, vector));
        Assert.Equal(NewLabels, classifier.Metadata.Labels);
        Assert.Equal(ProblemType.SingleLabel, classifier.Metadata.ProblemType);
        Assert.Equal(expected, [.. classifier.Classify(Clip()).Scores.Select(score => score.Score)], Close(form == "half-layer" ? HalfTolerance : Tolerance));
        Assert.Equal(vector, again.Encode(Clip()).Vector.ToArray());
        Assert.Empty(classifier.Warnings);
    }

    [Theory]
    [InlineData("hf-wav2vec2-micro")]
    [InlineData("hf-wav2vec2-layer-stable-weighted-f16")]
    [InlineData("hf-wav2vec2-group-weighted")]
    [InlineData("hf-wav2vec2-layer-stable-oldkeys")]
    [InlineData("hf-hubert-noprojnorm-weighted")]
    [InlineData("hf-audeering-dimensional")]
    [InlineData("hf-ehcalabres-style")]
    [InlineData("hf-wavlm-base")]
    [InlineData("hf-whisper-weighted")]
    [InlineData("hf-wav2vec2-bert")]
    [InlineData("hf-ast")]
    public void ExportWithHead_OfHuggingFace_AnswersWithTheNewHead(string golden)
    {
        using var encoder = AudioEncoder.Load(Goldens.Path("golden", "audio", "models", golden));
        var (weights, bias) = NewHead(encoder.Dimensions);

        using var result = Written(encoder.ExportWithHead(NewLabels, weights, bias));

        using var classifier = AudioEmotionClassifier.Load(result.Path);
        using var again = AudioEncoder.Load(result.Path);
        var vector = encoder.Encode(Clip()).Vector.ToArray();
        Assert.Equal(NewLabels, classifier.Metadata.Labels);
        Assert.Equal(ProblemType.SingleLabel, classifier.Metadata.ProblemType);
        Assert.Equal(HeadArithmetic.Softmax(HeadArithmetic.Logits(weights, bias, vector)), [.. classifier.Classify(Clip()).Scores.Select(score => score.Score)], Close(Tolerance));
        Assert.Equal(vector, again.Encode(Clip()).Vector.ToArray());
    }

    [Fact]
    public void ExportWithHead_WeightsInAnotherFile_TakesItAlong()
    {
        using var folder = OnnxHeadForms.ExternalFolder();
        using var encoder = AudioEncoder.Load(folder.Path);
        using var plain = OnnxHeadForms.Folder("gemm");
        using var unscaled = AudioEncoder.Load(plain.Path);
        var (weights, bias) = NewHead(encoder.Dimensions);

        using var result = Written(encoder.ExportWithHead(NewLabels, weights, bias));

        using var classifier = AudioEmotionClassifier.Load(result.Path);
        var vector = encoder.Encode(Clip()).Vector.ToArray();
        float[] expected = [.. unscaled.Encode(Clip()).Vector.ToArray().Select((value, i) => value * (i + 1))];
        Assert.True(File.Exists(result.File("data/weights.bin")));
        Assert.Equal(expected, vector, Close(Tolerance));
        Assert.Equal(HeadArithmetic.Softmax(HeadArithmetic.Logits(weights, bias, vector)), [.. classifier.Classify(Clip()).Scores.Select(score => score.Score)], Close(Tolerance));
    }

    [Theory]
    [InlineData("gemm")]
    [InlineData("gemm-transposed")]
    [InlineData("matmul-add")]
    [InlineData("half-layer")]
    [InlineData("transpose")]
    [InlineData("reshape")]
    public void ExportWithHead_OwnHead_GivesTheSameBytes(string form)
    {
        using var folder = OnnxHeadForms.Folder(form);
        using var encoder = AudioEncoder.Load(folder.Path);
        var (weights, bias) = HeadArithmetic.ReadOnnx(folder.File("model.onnx"), "logits");

        Assert.Equal(OnnxHeadForms.Model(form), encoder.ExportWithHead(new EmotionLabels(["glad", "sad"]), weights, bias)["model.onnx"]);
    }

    [Theory]
    [InlineData("no-bias", "without bias")]
    [InlineData("reshape", "a Reshape behind")]
    [InlineData("softmax", "a Softmax behind")]
    public void ExportWithHead_LayerThatCannotHoldIt_SaysWhy(string form, string found)
    {
        using var folder = OnnxHeadForms.Folder(form);
        using var encoder = AudioEncoder.Load(folder.Path);
        var (weights, bias) = NewHead(encoder.Dimensions);

        Assert.Contains(found, Assert.Throws<EmotionAIException>(() => encoder.ExportWithHead(NewLabels, weights, bias)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExportWithHead_NumbersThatDoNotFit_Refuses()
    {
        using var folder = OnnxHeadForms.Folder("gemm");
        using var encoder = AudioEncoder.Load(folder.Path);
        var (weights, bias) = NewHead(encoder.Dimensions);
        float[] infinite = [1, 2, float.PositiveInfinity];

        Assert.Contains("23 weights; 3 labels × 8", Assert.Throws<ArgumentException>(() => encoder.ExportWithHead(NewLabels, weights.AsSpan(1), bias)).Message, StringComparison.Ordinal);
        Assert.Contains("2 numbers of bias; 3", Assert.Throws<ArgumentException>(() => encoder.ExportWithHead(NewLabels, weights, bias.AsSpan(1))).Message, StringComparison.Ordinal);
        Assert.Contains("infinity", Assert.Throws<ArgumentException>(() => encoder.ExportWithHead(NewLabels, weights, infinite)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FolderWithoutSpeech_Refuses()
    {
        using var text = TinyFolders.Bert();
        using var empty = new TemporaryFolder();
        using var bundle = ModelBundle.Inspect(empty.Path);

        Assert.Contains("hugging-face/bert", Assert.Throws<EmotionAIException>(() => AudioEncoder.Load(text.Path)).Message, StringComparison.Ordinal);
        Assert.Throws<ModelBundleException>(() => AudioEncoder.Load(bundle));
        Assert.Throws<ModelBundleException>(() => AudioEncoder.Load(empty.Path));
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioEncoder.Load(empty.Path, new AudioEncoderOptions { Threads = 0 }));
    }

    [Fact]
    public void Encode_AtItsLimits_Refuses()
    {
        using var folder = TinyFolders.SpeechBrain();
        var encoder = AudioEncoder.Load(folder.Path, new AudioEncoderOptions { Limits = new EmotionLimits { AudioDuration = TimeSpan.FromSeconds(1) } });

        Assert.Equal(EmotionErrorCodes.LimitExceeded, Assert.Throws<EmotionAIException>(() => encoder.Encode(new AudioClip(new float[32_000], 16_000))).Code);
        Assert.Equal(EmotionErrorCodes.InputInvalid, Assert.Throws<EmotionAIException>(() => encoder.Encode(new AudioClip(Array.Empty<float>(), 16_000))).Code);
        Assert.Equal(EmotionErrorCodes.InputInvalid, Assert.Throws<EmotionAIException>(() => encoder.Encode(new AudioClip(new[] { float.NaN }, 16_000))).Code);
        Assert.Throws<OperationCanceledException>(() => encoder.Encode(Clip(), new CancellationToken(canceled: true)));
        encoder.Dispose();
        Assert.Throws<ObjectDisposedException>(() => encoder.Encode(Clip()));
    }

    [Fact]
    public void Encode_LongClip_IsTruncatedAndSaysSo()
    {
        using var folder = OnnxHeadForms.Folder("gemm");
        using var encoder = AudioEncoder.Load(folder.Path);
        var clip = Clip(40_000);

        var embedding = encoder.Encode(clip);

        Assert.Equal(TimeSpan.FromSeconds(1), encoder.MaxDuration);
        Assert.True(embedding.IsTruncated);
        Assert.Equal(encoder.Encode(new AudioClip(clip.Samples[..16_000], 16_000)).Vector.ToArray(), embedding.Vector.ToArray());
    }

    [Theory]
    [InlineData("gemm")]
    [InlineData("speechbrain")]
    public void Encode_FromManyThreads_GivesTheSameVectors(string form)
    {
        using var folder = form == "speechbrain" ? TinyFolders.SpeechBrain() : OnnxHeadForms.Folder(form);
        using var encoder = AudioEncoder.Load(folder.Path, new AudioEncoderOptions { Threads = 1 });
        float[][] expected = [.. Enumerable.Range(1, 4).Select(length => encoder.Encode(Clip(3_000 * length)).Vector.ToArray())];

        Parallel.For(0, 64, i => Assert.Equal(expected[i % 4], encoder.Encode(Clip(3_000 * (1 + (i % 4)))).Vector.ToArray()));
    }

    private static (float[] Weights, float[] Bias) NewHead(int dimensions)
    {
        var random = new Random(3);
        return ([.. Enumerable.Range(0, NewLabels.Count * dimensions).Select(_ => random.NextSingle() - 0.5f)], [0.5f, -0.25f, 0.1f]);
    }

    private static TemporaryFolder Written(IReadOnlyDictionary<string, byte[]> files)
    {
        var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(name))!);
            folder.Write(name, content);
        }

        return folder;
    }

    private static AudioClip Clip(int samples = 9_600) => new(Enumerable.Range(0, samples).Select(i => 0.4f * MathF.Sin(0.02f * i * (1 + (i / 4_000)))).ToArray(), 16_000);

    private static Func<float, float, bool> Close(float tolerance) => (expected, found) => Math.Abs(expected - found) <= tolerance;
}
