using EmotionAI.Checkpoints.SafeTensors;

namespace EmotionAI.Tests.Checkpoints.Malformed;

public class SafeTensorsMalformedTests
{
    [Theory]
    [InlineData("""[]""", 0, "not an object")]
    [InlineData("""{}{}""", 0, "JSON")]
    [InlineData("""{"x":1}""", 0, "not an object")]
    [InlineData("""{"x":{}}""", 0, "lacks")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1]}}""", 4, "lacks")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "lacks")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "more than 2")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"z":1}}""", 4, "other than")]
    [InlineData("""{"x":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "'dtype' twice")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}""", 4, "'shape' twice")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"data_offsets":[0,4]}}""", 4, "'data_offsets' twice")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'x' twice")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0078":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'x' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", 0, "'__metadata__' twice")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "'a' of '__metadata__' twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "not a string")]
    [InlineData("""{"__metadata__":[]}""", 0, "not an object")]
    [InlineData("""{"x":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}}""", 4, "'F99'")]
    [InlineData("""{"x":{"dtype":32,"shape":[1],"data_offsets":[0,4]}}""", 4, "not a string")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}""", 4, "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4, "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}""", 4, "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "overflow")]
    [InlineData("""{"x":{"dtype":"F32","shape":[4294967296,4294967296,0],"data_offsets":[0,0]}}""", 0, "overflow")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "need 4 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "need 8 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775803,9223372036854775807]}}""", 4, "overflow")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "hole")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "overlaps")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "after the last tensor")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "cut off")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "JSON")]
    [InlineData("""{"x":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", 4, "whole numbers")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", 4, "more than 8")]
    public void Open_BrokenRule_IsNamed(string header, int data, string mention)
    {
        using var folder = new TempFolder();
        var error = Opening.Refuse(SafeTensorsFile.Open, folder.Write("x.safetensors", SafeTensorsBuilder.Build(header, new byte[data])));

        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
        Assert.Contains("x.safetensors", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_HeaderLimit_IsExact()
    {
        using var folder = new TempFolder();
        var path = folder.Write("x.safetensors", SafeTensorsBuilder.Build("{}      "));

        using var tensors = Opening.Open(SafeTensorsFile.Open, path, new EmotionLimits { SafeTensorsHeaderBytes = 8 });
        var error = Opening.Refuse(SafeTensorsFile.Open, path, new EmotionLimits { SafeTensorsHeaderBytes = 7 });

        Assert.Equal(EmotionErrorCodes.LimitExceeded, error.Code);
    }

    [Fact]
    public void Open_TensorLimit_IsExact()
    {
        using var folder = new TempFolder();
        var path = folder.Write("x.safetensors", SafeTensorsBuilder.Small());

        using var tensors = Opening.Open(SafeTensorsFile.Open, path, new EmotionLimits { Tensors = 2, TensorRank = 2 });

        Assert.Equal(EmotionErrorCodes.LimitExceeded, Opening.Refuse(SafeTensorsFile.Open, path, new EmotionLimits { Tensors = 1 }).Code);
        Assert.Equal(EmotionErrorCodes.LimitExceeded, Opening.Refuse(SafeTensorsFile.Open, path, new EmotionLimits { TensorRank = 1 }).Code);
    }
}
