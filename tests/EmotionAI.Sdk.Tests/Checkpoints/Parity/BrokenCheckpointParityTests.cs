using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Checkpoints.Parity;

public class BrokenCheckpointParityTests
{
    [Theory]
    [InlineData("text", "bin-legacy-truncated", EmotionErrorCodes.FileTruncated, "pytorch_model.bin")]
    [InlineData("text", "bin-truncated", EmotionErrorCodes.FileTruncated, "pytorch_model.bin", "no zip end record")]
    [InlineData("text", "bin-with-code", EmotionErrorCodes.CodeRefused, "pytorch_model.bin", "builtins.print", "nothing was run")]
    [InlineData("text", "empty-safetensors", EmotionErrorCodes.FileTruncated, "model.safetensors", "empty")]
    [InlineData("text", "index-escapes-folder", EmotionErrorCodes.PathOutside, "model.safetensors.index.json")]
    [InlineData("text", "index-missing-shard", EmotionErrorCodes.FileMissing, "model-00002-of-00002.safetensors")]
    [InlineData("text", "lfs-pointer", EmotionErrorCodes.FormatInvalid, "model.safetensors", "Git LFS pointer")]
    [InlineData("text", "no-weights", EmotionErrorCodes.FileMissing, "model.safetensors", "pytorch_model.bin")]
    [InlineData("text", "truncated-safetensors", EmotionErrorCodes.FileTruncated, "model.safetensors", "cut off")]
    [InlineData("text", "truncated-safetensors-header", EmotionErrorCodes.FileTruncated, "model.safetensors")]
    [InlineData("audio", "hf-bin-pickle-system", EmotionErrorCodes.CodeRefused, "pytorch_model.bin", "posix.system")]
    [InlineData("audio", "hf-no-weights", EmotionErrorCodes.FileMissing, "model.safetensors", "pytorch_model.bin")]
    [InlineData("audio", "hf-safetensors-header-too-long", EmotionErrorCodes.FileTruncated, "model.safetensors", "header length")]
    [InlineData("audio", "hf-safetensors-truncated", EmotionErrorCodes.FileTruncated, "model.safetensors", "cut off")]
    [InlineData("audio", "hf-shard-missing", EmotionErrorCodes.FileMissing, "model-00002-of-00002.safetensors")]
    [InlineData("audio", "hf-shard-path-outside", EmotionErrorCodes.PathOutside, "model.safetensors.index.json")]
    public void Open_BrokenFolder_NamesFileAndFault(string kind, string folder, string code, params string[] mentions)
    {
        var error = Assert.Throws<EmotionAIException>(() => CheckpointFolder.Open(Goldens.Path("golden", kind, "models-broken", folder), EmotionLimits.Default));

        Assert.Equal(code, error.Code);
        Assert.All(mentions, mention => Assert.Contains(mention, error.Message, StringComparison.Ordinal));
        Assert.NotNull(error.Path);
    }

    [Theory]
    [InlineData("ckpt-empty-file", "classifier.ckpt", EmotionErrorCodes.FileTruncated, "empty")]
    [InlineData("ckpt-is-git-lfs-pointer", "embedding_model.ckpt", EmotionErrorCodes.FormatInvalid, "Git LFS pointer")]
    [InlineData("ckpt-is-html", "classifier.ckpt", EmotionErrorCodes.FormatInvalid, "web page")]
    [InlineData("pickle-builtins-eval", "embedding_model.ckpt", EmotionErrorCodes.CodeRefused, "builtins.eval")]
    [InlineData("pickle-reduce-os-system-raw", "classifier.ckpt", EmotionErrorCodes.CodeRefused, "not a torch file", "os.system", "nothing was run")]
    [InlineData("pickle-reduce-os-system-zip", "classifier.ckpt", EmotionErrorCodes.CodeRefused, "posix.system")]
    [InlineData("truncated-zip", "embedding_model.ckpt", EmotionErrorCodes.FileTruncated, "cut off", "no zip end record")]
    public void Open_BrokenCheckpoint_NamesFileAndFault(string folder, string file, string code, params string[] mentions)
    {
        var error = Opening.Refuse(TorchFile.Open, Goldens.Path("golden", "audio", "models-broken", folder, file));

        Assert.Equal(code, error.Code);
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.All(mentions, mention => Assert.Contains(mention, error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text", "nan-weights", "classifier.weight")]
    [InlineData("text", "nan-embedding", "bert.embeddings.word_embeddings.weight")]
    [InlineData("audio", "hf-nan-weights", "wav2vec2.encoder.layers.1.final_layer_norm.bias")]
    public void AllFinite_BrokenFolder_FindsTheOneTensor(string kind, string folder, string tensor)
    {
        using var tensors = CheckpointFolder.Open(Goldens.Path("golden", kind, "models-broken", folder), EmotionLimits.Default);

        Assert.Equal([tensor], tensors.Tensors.Where(t => !TensorReader.AllFinite(t)).Select(t => t.Name));
    }

    [Fact]
    public void AllFinite_BrokenCheckpoint_FindsTheOneTensor()
    {
        using var tensors = Opening.Open(TorchFile.Open, Goldens.Path("golden", "audio", "models-broken", "nan-weights", "embedding_model.ckpt"));

        Assert.Equal(["blocks.1.tdnn1.conv.conv.weight"], tensors.Tensors.Where(t => !TensorReader.AllFinite(t)).Select(t => t.Name));
    }

    [Fact]
    public void CopyTo_IntegerWeights_NamesTheTensor()
    {
        using var tensors = CheckpointFolder.Open(Goldens.Path("golden", "text", "models-broken", "integer-weights"), EmotionLimits.Default);
        var tensor = tensors.Get("bert.encoder.layer.0.intermediate.dense.weight");

        var error = Assert.Throws<EmotionAIException>(() => TensorReader.ToSingles(tensor));

        Assert.Equal(EmotionErrorCodes.FormatUnsupported, error.Code);
        Assert.Contains(tensor.Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_UnbrokenTwin_Opens()
    {
        using var tensors = CheckpointFolder.Open(Goldens.Path("golden", "text", "models", "tiny-unbroken-twin"), EmotionLimits.Default);

        Assert.True(tensors.Contains("classifier.weight"));
    }
}
