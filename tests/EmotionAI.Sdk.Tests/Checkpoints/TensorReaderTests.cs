using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.SafeTensors;

namespace EmotionAI.Tests.Checkpoints;

public class TensorReaderTests
{
    [Fact]
    public void CopyTo_EveryHalf_IsExact()
    {
        var bits = Enumerable.Range(0, 1 << 16).Select(i => (ushort)i).ToArray();
        var actual = Read("F16", 2, TorchBuilder.Bytes(bits));

        Assert.All(bits, b => Assert.Equal((float)BitConverter.UInt16BitsToHalf(b), actual[b]));
    }

    [Fact]
    public void CopyTo_EveryBFloat_IsExact()
    {
        var bits = Enumerable.Range(0, 1 << 16).Select(i => (ushort)i).ToArray();
        var actual = Read("BF16", 2, TorchBuilder.Bytes(bits));

        Assert.All(bits, b => Assert.Equal((uint)b << 16, BitConverter.SingleToUInt32Bits(actual[b])));
    }

    [Fact]
    public void CopyTo_DoubleAndSingle_AreRoundedAndCopied()
    {
        double[] doubles = [1 / 3.0, -1e300, 1e-300, double.NaN, double.NegativeInfinity, 16777217, -0.0, 5, 6];
        var singles = doubles.Select(d => (float)d).ToArray();

        Assert.Equal(singles, Read("F64", 8, TorchBuilder.Bytes(doubles)));
        Assert.Equal(singles, Read("F32", 4, TorchBuilder.Bytes(singles)));
    }

    [Theory]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    [InlineData("F32", 4)]
    [InlineData("F64", 8)]
    public void AllFinite_OneBadElementAnywhere_IsFound(string type, int size)
    {
        const int Count = 75;
        var largest = LargestFinite(type);
        foreach (var place in Enumerable.Range(0, Count))
        {
            var bytes = new byte[Count * size];
            for (var i = 0; i < Count; i++)
            {
                largest.CopyTo(bytes, i * size);
            }

            Assert.True(IsFinite(type, bytes));
            foreach (var bad in NonFinite(type))
            {
                var broken = (byte[])bytes.Clone();
                bad.CopyTo(broken, place * size);
                Assert.False(IsFinite(type, broken), $"element {place}");
            }
        }
    }

    [Theory]
    [InlineData("F16", 2)]
    [InlineData("F32", 4)]
    [InlineData("F64", 8)]
    public void AllFinite_BadElementAfterManyBlocks_IsFound(string type, int size)
    {
        var bytes = new byte[(200_003 * size) / size * size];
        Assert.True(IsFinite(type, bytes));
        NonFinite(type)[0].CopyTo(bytes, 150_001 / size * size);
        Assert.False(IsFinite(type, bytes));
    }

    private static float[] Read(string type, int size, byte[] bytes)
    {
        using var folder = new TempFolder();
        using var tensors = Opening.Open(SafeTensorsFile.Open, folder.Write("x.safetensors", SafeTensorsBuilder.Build($$$"""{"x":{"dtype":"{{{type}}}","shape":[{{{bytes.Length / size}}}],"data_offsets":[0,{{{bytes.Length}}}]}}""", bytes)));
        return TensorReader.ToSingles(tensors.Get("x"));
    }

    private static bool IsFinite(string type, byte[] bytes) =>
        FiniteScan.AllFinite(SafeTensorsType.All.Single(t => t.Name == type).DataType, bytes);

    private static byte[] LargestFinite(string type) => type switch
    {
        "F16" => TorchBuilder.Bytes(Half.MinValue),
        "BF16" => TorchBuilder.Bytes((ushort)0xFF7F),
        "F32" => TorchBuilder.Bytes(float.MinValue),
        _ => TorchBuilder.Bytes(double.MinValue),
    };

    private static byte[][] NonFinite(string type) => type switch
    {
        "F16" => [TorchBuilder.Bytes(Half.NaN), TorchBuilder.Bytes(Half.NegativeInfinity), TorchBuilder.Bytes((ushort)0x7C01)],
        "BF16" => [TorchBuilder.Bytes((ushort)0x7FC0), TorchBuilder.Bytes((ushort)0xFF80)],
        "F32" => [TorchBuilder.Bytes(float.NaN), TorchBuilder.Bytes(float.PositiveInfinity), TorchBuilder.Bytes(0x7F800001)],
        _ => [TorchBuilder.Bytes(double.NaN), TorchBuilder.Bytes(double.NegativeInfinity), TorchBuilder.Bytes(0x7FF00000_00000001)],
    };
}
