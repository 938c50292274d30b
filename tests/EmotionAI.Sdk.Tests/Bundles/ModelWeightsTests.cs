using EmotionAI.Bundles;

namespace EmotionAI.Tests.Bundles;

public sealed class ModelWeightsTests
{
    [Fact]
    public void TryRead_OfAFolder_GivesNumbersAndShape()
    {
        using var weights = ModelWeights.Open(Goldens.Path("golden", "text", "models", "bert-gelu-multi6"));

        Assert.True(weights.TryRead("classifier.weight", out var values, out var shape));
        Assert.Equal([6, 40], shape);
        Assert.Equal(240, values.Length);
        Assert.Contains("classifier.weight", weights.Names);
        Assert.False(weights.TryRead("classifier.gamma", out values, out shape));
        Assert.Null(values);
        Assert.Null(shape);
    }

    [Fact]
    public void Names_OfAnOldWrappedCheckpoint_AreThoseOfToday()
    {
        using var legacy = ModelWeights.Open(Goldens.Path("golden", "text", "models", "bert-relu-single28-legacy"));
        using var wrapped = ModelWeights.Open(Goldens.Path("golden", "text", "models", "bert-dataparallel"));

        Assert.Contains("bert.embeddings.LayerNorm.weight", legacy.Names);
        Assert.Contains("bert.embeddings.LayerNorm.weight", wrapped.Names);
    }

    [Fact]
    public void Open_OneFileOfEitherKind_ReadsIt()
    {
        using var half = ModelWeights.Open(Goldens.Path("golden", "text", "models", "bert-silu-one-f16", "model.safetensors"));
        using var zip = ModelWeights.Open(Goldens.Path("golden", "audio", "models", "sb-ecapa-published", "classifier.ckpt"));

        Assert.True(half.TryRead("classifier.bias", out var bias, out _));
        Assert.Single(bias);
        Assert.True(zip.TryRead("weight", out var weight, out var shape));
        Assert.Equal([4, 24], shape);
        Assert.Equal(96, weight.Length);
    }

    [Theory]
    [InlineData("hf-bin-pickle-system", EmotionErrorCodes.CodeRefused)]
    [InlineData("hf-safetensors-truncated", EmotionErrorCodes.FileTruncated)]
    [InlineData("hf-no-weights", EmotionErrorCodes.FileMissing)]
    public void Open_ABrokenFolder_NamesTheFault(string folder, string code) =>
        Assert.Equal(code, Assert.Throws<EmotionAIException>(() => ModelWeights.Open(Goldens.Path("golden", "audio", "models-broken", folder))).Code);

    [Fact]
    public void Open_NothingThere_IsMissing() =>
        Assert.Equal(EmotionErrorCodes.FileMissing, Assert.Throws<EmotionAIException>(() => ModelWeights.Open(Path.Combine(Path.GetTempPath(), "nowhere.ckpt"))).Code);
}
