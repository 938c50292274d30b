using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;

namespace EmotionAI.Tests.Checkpoints.HuggingFace;

public class CheckpointFolderTests
{
    private const string IndexName = "model.safetensors.index.json";

    [Theory]
    [InlineData("bert.pooler.dense.weight", "bert.pooler.dense.weight")]
    [InlineData("module.bert.x", "bert.x")]
    [InlineData("_orig_mod.module.bert.x", "bert.x")]
    [InlineData("module._orig_mod.x.LayerNorm.gamma", "x.LayerNorm.weight")]
    [InlineData("x.LayerNorm.beta", "x.LayerNorm.bias")]
    [InlineData("x.gamma", "x.gamma")]
    [InlineData("module.", "module.")]
    [InlineData("submodule.x", "submodule.x")]
    public void Normalize_Name_IsThatOfTransformers(string name, string expected) => Assert.Equal(expected, TensorNames.Normalize(name));

    [Fact]
    public void Open_BothKinds_PrefersSafeTensors()
    {
        using var folder = new TempFolder();
        folder.Write("model.safetensors", SafeTensorsBuilder.Small());
        folder.Write("pytorch_model.bin", "not read"u8.ToArray());

        using var tensors = CheckpointFolder.Open(folder.Root, EmotionLimits.Default);

        Assert.True(tensors.Contains("n"));
    }

    [Fact]
    public void Open_Shards_JoinsThem()
    {
        using var folder = new TempFolder();
        WriteShards(folder, """{"metadata":{"total_size":8},"weight_map":{"a":"1.safetensors","b":"2.safetensors"}}""");

        using var tensors = CheckpointFolder.Open(folder.Root, EmotionLimits.Default);

        Assert.Equal([1f], TensorReader.ToSingles(tensors.Get("a")));
        Assert.Equal([2f], TensorReader.ToSingles(tensors.Get("b")));
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"1.safetensors"}}{}""", EmotionErrorCodes.FormatInvalid, "JSON")]
    [InlineData("""[]""", EmotionErrorCodes.FormatInvalid, "object")]
    [InlineData("""{"weight_map":{}}""", EmotionErrorCodes.FormatInvalid, "weight_map")]
    [InlineData("""{"weight_map":[]}""", EmotionErrorCodes.FormatInvalid, "weight_map")]
    [InlineData("""{"weight_map":{"a":1}}""", EmotionErrorCodes.FormatInvalid, "strings")]
    [InlineData("""{"weight_map":{"a":"1.safetensors"},"weight_map":{"b":"2.safetensors"}}""", EmotionErrorCodes.FormatInvalid, "twice")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","a":"2.safetensors"}}""", EmotionErrorCodes.FormatInvalid, "twice")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","b":"1.safetensors"}}""", EmotionErrorCodes.FormatInvalid, "does not hold")]
    [InlineData("""{"weight_map":{"a":"2.safetensors","b":"1.safetensors"}}""", EmotionErrorCodes.FormatInvalid, "places in")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","c":"2.safetensors"}}""", EmotionErrorCodes.FormatInvalid, "does not list")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","b":"3.safetensors"}}""", EmotionErrorCodes.FileMissing, "3.safetensors")]
    [InlineData("""{"weight_map":{"a":"../1.safetensors"}}""", EmotionErrorCodes.PathOutside, "leads outside")]
    [InlineData("""{"weight_map":{"a":"..\\1.safetensors"}}""", EmotionErrorCodes.PathOutside, "leads outside")]
    [InlineData("""{"weight_map":{"a":"/etc/passwd"}}""", EmotionErrorCodes.PathOutside, "leads outside")]
    [InlineData("""{"weight_map":{"a":"C:x"}}""", EmotionErrorCodes.PathOutside, "leads outside")]
    [InlineData("""{"weight_map":{"a":".."}}""", EmotionErrorCodes.PathOutside, "leads outside")]
    [InlineData("""{"weight_map":{"a":""}}""", EmotionErrorCodes.PathOutside, "leads outside")]
    [InlineData("""{"weight_map":{"a":"\ud800"}}""", EmotionErrorCodes.FormatInvalid, "JSON")]
    public void Open_BrokenIndex_IsRefused(string index, string code, string mention)
    {
        using var folder = new TempFolder();
        WriteShards(folder, index);

        var error = Assert.Throws<EmotionAIException>(() => CheckpointFolder.Open(folder.Root, EmotionLimits.Default));

        Assert.Equal(code, error.Code);
        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
        Assert.Contains(code == EmotionErrorCodes.FileMissing ? "3.safetensors" : IndexName, error.Path!, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Open_HubCache_FollowsLinks()
    {
        using var folder = new TempFolder();
        folder.Write("blobs/0123", SafeTensorsBuilder.Small());
        Directory.CreateDirectory(folder.File("snapshots/main"));
        File.CreateSymbolicLink(folder.File("snapshots/main/model.safetensors"), "../../blobs/0123");

        using var tensors = CheckpointFolder.Open(folder.File("snapshots/main"), EmotionLimits.Default);

        Assert.EndsWith(Path.Combine("blobs", "0123"), tensors.Get("w").File.Path, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Open_BrokenLink_SaysThatTheFileIsMissing()
    {
        using var folder = new TempFolder();
        File.CreateSymbolicLink(folder.File("model.safetensors"), "nowhere");

        var error = Assert.Throws<EmotionAIException>(() => CheckpointFolder.Open(folder.Root, EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.FileMissing, error.Code);
        Assert.Contains("model.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoFolder_SaysSo()
    {
        using var folder = new TempFolder();

        var error = Assert.Throws<EmotionAIException>(() => CheckpointFolder.Open(folder.File("absent"), EmotionLimits.Default));

        Assert.Equal(EmotionErrorCodes.FileMissing, error.Code);
    }

    private static void WriteShards(TempFolder folder, string index)
    {
        folder.Write(IndexName, System.Text.Encoding.UTF8.GetBytes(index));
        folder.Write("1.safetensors", SafeTensorsBuilder.Build("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", TorchBuilder.Bytes(1f)));
        folder.Write("2.safetensors", SafeTensorsBuilder.Build("""{"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", TorchBuilder.Bytes(2f)));
    }
}
