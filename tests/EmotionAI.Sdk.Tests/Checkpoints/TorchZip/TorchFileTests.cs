using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Checkpoints.TorchZip;

public class TorchFileTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_SmallFile_GivesPartsOfTheFile(bool isLegacy)
    {
        using var folder = new TempFolder();
        using var tensors = Opening.Open(TorchFile.Open, folder.Write("model.bin", TorchBuilder.Small(isLegacy)));

        Assert.Equal([2L, 3L], tensors.Get("w").Shape);
        Assert.Null(tensors.Get("w").Gathered);
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], TensorReader.ToSingles(tensors.Get("w")));
        Assert.Equal([-1f, -2f], TensorReader.ToSingles(tensors.Get("b")));
    }

    [Theory]
    [InlineData(0, new long[] { 3, 2 }, new long[] { 1, 3 }, new float[] { 0, 3, 1, 4, 2, 5 })]
    [InlineData(1, new long[] { 2, 2 }, new long[] { 3, 1 }, new float[] { 1, 2, 4, 5 })]
    [InlineData(5, new long[] { 4 }, new long[] { 0 }, new float[] { 5, 5, 5, 5 })]
    [InlineData(0, new long[] { 2, 3, 2 }, new long[] { 6, 0, 1 }, new float[] { 0, 1, 0, 1, 0, 1, 6, 7, 6, 7, 6, 7 })]
    [InlineData(2, new long[] { 2, 2, 2 }, new long[] { 1, 4, 2 }, new float[] { 2, 4, 6, 8, 3, 5, 7, 9 })]
    [InlineData(3, new long[] { 1, 2, 1 }, new long[] { 77, 1, 99 }, new float[] { 3, 4 })]
    [InlineData(11, new long[] { }, new long[] { }, new float[] { 11 })]
    [InlineData(12, new long[] { 0, 5 }, new long[] { 5, 1 }, new float[] { })]
    public void Open_View_HasTheElementsOfTorch(long offset, long[] size, long[] stride, float[] expected)
    {
        using var folder = new TempFolder();
        var storage = TorchBuilder.Bytes(Enumerable.Range(0, 12).Select(i => (float)i).ToArray());
        var pickle = new PickleBuilder().BeginState().Text("x").Tensor("FloatStorage", "0", 12, offset, size, stride).EndState();
        using var tensors = Opening.Open(TorchFile.Open, folder.Write("model.bin", TorchBuilder.Zip(pickle, storage)));

        Assert.Equal(size, tensors.Get("x").Shape);
        Assert.Equal(expected, TensorReader.ToSingles(tensors.Get("x")));
    }

    [Theory]
    [InlineData("ByteStorage", 1)]
    [InlineData("HalfStorage", 2)]
    [InlineData("LongStorage", 8)]
    [InlineData("ComplexDoubleStorage", 16)]
    public void Open_TransposedView_OfEveryElementSize(string type, int size)
    {
        using var folder = new TempFolder();
        var storage = Enumerable.Range(0, 6 * size).Select(i => (byte)i).ToArray();
        var pickle = new PickleBuilder().BeginState().Text("x").Tensor(type, "0", 6, 0, [3, 2], [1, 3]).EndState();
        using var tensors = Opening.Open(TorchFile.Open, folder.Write("model.bin", TorchBuilder.Zip(pickle, storage)));

        int[] order = [0, 3, 1, 4, 2, 5];
        Assert.Equal(order.SelectMany(i => storage.AsSpan(i * size, size).ToArray()), tensors.Get("x").Bytes.ToArray());
    }

    [Fact]
    public void Open_SharedStorage_GivesTwoParts()
    {
        using var folder = new TempFolder();
        var pickle = new PickleBuilder().BeginState()
            .Text("a").Tensor("FloatStorage", "0", 4, 0, [2], [1])
            .Text("b").Tensor("FloatStorage", "0", 4, 1, [3], [1]).EndState();
        using var tensors = Opening.Open(TorchFile.Open, folder.Write("model.bin", TorchBuilder.Zip(pickle, TorchBuilder.Bytes(1f, 2f, 3f, 4f))));

        Assert.Equal([1f, 2f], TensorReader.ToSingles(tensors.Get("a")));
        Assert.Equal([2f, 3f, 4f], TensorReader.ToSingles(tensors.Get("b")));
        Assert.Null(tensors.Get("b").Gathered);
    }

    [Fact]
    public void Open_NumbersAndNestedDictionaries_AreFlattened()
    {
        using var folder = new TempFolder();
        var pickle = new PickleBuilder().Op('}').Op('(')
            .Text("count").Int(-3).Text("rate").Double(0.25).Text("flag").Raw(0x88).Text("name").Text("x").Text("list").Op(']')
            .Text("inner").Op('}').Int(5).Tensor("FloatStorage", "0", 1, 0, [1], [1]).Op('s').Op('u').Op('.').ToArray();
        using var tensors = Opening.Open(TorchFile.Open, folder.Write("model.ckpt", TorchBuilder.Zip(pickle, TorchBuilder.Bytes(9f))));

        Assert.Equal(-3, TensorReader.ReadScalar(tensors.Get("count")));
        Assert.Equal(0.25, TensorReader.ReadScalar(tensors.Get("rate")));
        Assert.Equal(1, TensorReader.ReadScalar(tensors.Get("flag")));
        Assert.Equal([9f], TensorReader.ToSingles(tensors.Get("inner.5")));
        Assert.Equal(4, tensors.Count);
    }

    [Fact]
    public void Open_ArchivesOfOtherWriters_AreRead()
    {
        using var folder = new TempFolder();
        var pickle = new PickleBuilder().BeginState().Text("x").Tensor("FloatStorage", "0", 1, 0, [1], [1]).EndState();
        ZipBuilder[] builders = [new() { WriteZip64 = false }, new() { Flags = 0 }, new() { WriteChecksum = false }, new() { Version = 20 }];

        foreach (var builder in builders)
        {
            var path = folder.Write("model.bin", builder.Add("m/data.pkl", pickle).Add("m/data/0", TorchBuilder.Bytes(4f)).Build());
            using var tensors = Opening.Open(TorchFile.Open, path);
            Assert.Equal([4f], TensorReader.ToSingles(tensors.Get("x")));
        }
    }

    [Fact]
    public void Open_StorageOfSeveralBlocks_IsCheckedToItsLastByte()
    {
        const int elements = (1 << 22) + 2;
        using var folder = new TempFolder();
        var storage = new byte[elements * sizeof(float)];
        TorchBuilder.Bytes(7f, 8f).CopyTo(storage, storage.Length - (2 * sizeof(float)));
        var pickle = new PickleBuilder().BeginState().Text("x").Tensor("FloatStorage", "0", elements, elements - 2, [2], [1]).EndState();
        var file = TorchBuilder.Zip(pickle, storage);
        var damaged = (byte[])file.Clone();
        damaged[damaged.AsSpan().LastIndexOf(TorchBuilder.Bytes(7f, 8f)) + 7] ^= 1;

        using (var tensors = Opening.Open(TorchFile.Open, folder.Write("model.bin", file)))
        {
            Assert.Equal([7f, 8f], TensorReader.ToSingles(tensors.Get("x")));
        }

        var error = Assert.Throws<EmotionAIException>(() => Opening.Open(TorchFile.Open, folder.Write("damaged.bin", damaged)));
        Assert.Contains("CRC-32", error.Message, StringComparison.Ordinal);
    }
}
