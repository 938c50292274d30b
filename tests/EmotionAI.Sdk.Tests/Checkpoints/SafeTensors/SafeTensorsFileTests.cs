using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.SafeTensors;

namespace EmotionAI.Tests.Checkpoints.SafeTensors;

public class SafeTensorsFileTests
{
    [Fact]
    public void Open_SmallFile_GivesPartsOfTheFile()
    {
        using var folder = new TempFolder();
        var bytes = SafeTensorsBuilder.Small();
        using var tensors = Opening.Open(SafeTensorsFile.Open, folder.Write("model.safetensors", bytes));

        var weight = tensors.Get("w");
        Assert.Equal([2L, 3L], weight.Shape);
        Assert.Equal(TensorDataType.Float32, weight.DataType);
        Assert.Equal(bytes.Length - 32, weight.Offset);
        Assert.Null(weight.Gathered);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], TensorReader.ToSingles(weight));
        Assert.Empty(tensors.Get("n").Shape);
        Assert.Equal(7, TensorReader.ReadScalar(tensors.Get("n")));
        Assert.Equal(2, tensors.Count);
    }

    [Theory]
    [InlineData("F32", 4, (int)TensorDataType.Float32)]
    [InlineData("F16", 2, (int)TensorDataType.Float16)]
    [InlineData("BF16", 2, (int)TensorDataType.BFloat16)]
    [InlineData("F64", 8, (int)TensorDataType.Float64)]
    [InlineData("I64", 8, (int)TensorDataType.Int64)]
    [InlineData("I32", 4, (int)TensorDataType.Int32)]
    [InlineData("I16", 2, (int)TensorDataType.Int16)]
    [InlineData("I8", 1, (int)TensorDataType.Int8)]
    [InlineData("U8", 1, (int)TensorDataType.UInt8)]
    [InlineData("BOOL", 1, (int)TensorDataType.Bool)]
    [InlineData("U16", 2, (int)TensorDataType.Other)]
    [InlineData("F8_E4M3", 1, (int)TensorDataType.Other)]
    [InlineData("C64", 8, (int)TensorDataType.Other)]
    public void Open_EveryType_IsMapped(string name, int size, int type)
    {
        using var folder = new TempFolder();
        var header = $$$"""{"x":{"dtype":"{{{name}}}","shape":[3],"data_offsets":[0,{{{3 * size}}}]}}""";
        using var tensors = Opening.Open(SafeTensorsFile.Open, folder.Write("x.safetensors", SafeTensorsBuilder.Build(header, new byte[3 * size])));

        Assert.Equal((TensorDataType)type, tensors.Get("x").DataType);
    }

    [Fact]
    public void Open_SubByteType_NeedsWholeBytes()
    {
        using var folder = new TempFolder();
        using var tensors = Opening.Open(SafeTensorsFile.Open, folder.Write("even.safetensors", SafeTensorsBuilder.Build("""{"x":{"dtype":"F4","shape":[4],"data_offsets":[0,2]}}""", 1, 2)));
        var error = Opening.Refuse(SafeTensorsFile.Open, folder.Write("odd.safetensors", SafeTensorsBuilder.Build("""{"x":{"dtype":"F4","shape":[3],"data_offsets":[0,2]}}""", 1, 2)));

        Assert.Equal(2, tensors.Get("x").ByteLength);
        Assert.Contains("whole number of bytes", error.Message, StringComparison.Ordinal);
    }

    [PosixFact]
    public void Open_SymbolicLink_IsFollowedAndKeepsItsNameInMessages()
    {
        using var folder = new TempFolder();
        folder.Write("blobs/abc", SafeTensorsBuilder.Small()[..^1]);
        Directory.CreateDirectory(folder.File("snapshot"));
        File.CreateSymbolicLink(folder.File("snapshot/model.safetensors"), "../blobs/abc");

        var error = Opening.Refuse(SafeTensorsFile.Open, folder.File("snapshot/model.safetensors"));

        Assert.Contains("snapshot/model.safetensors", error.Message, StringComparison.Ordinal);
        Assert.Equal(EmotionErrorCodes.FileTruncated, error.Code);
    }
}
