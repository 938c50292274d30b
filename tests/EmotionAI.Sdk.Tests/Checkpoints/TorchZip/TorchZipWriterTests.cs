using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Checkpoints.TorchZip;

public sealed class TorchZipWriterTests
{
    private const int Alignment = 64;

    [Theory]
    [InlineData("sb-ecapa-published/embedding_model.ckpt")]
    [InlineData("sb-ecapa-micro/classifier.ckpt")]
    public void Write_TensorsOfTorch_AreReadBackExactly(string golden)
    {
        using var original = Read(Goldens.Path("golden", "audio", "models", golden));
        (string Name, IReadOnlyList<long> Shape, ReadOnlyMemory<float> Values)[] tensors =
            [.. original.Tensors.Where(tensor => tensor.DataType == TensorDataType.Float32).Select(tensor => (tensor.Name, (IReadOnlyList<long>)tensor.Shape, (ReadOnlyMemory<float>)TensorReader.ToSingles(tensor)))];

        AssertReadBack(tensors);
    }

    [Fact]
    public void Write_ShapesOfEveryRank_AreReadBackExactly() => AssertReadBack(
    [
        ("scalar", [], new float[] { float.MinValue }),
        ("empty", [0, 3], Array.Empty<float>()),
        ("a'b\u00e9", [1, 2, 1], new float[] { float.Epsilon, -0f }),
        ("deep", [1, 1, 2, 1, 1], new float[] { 1, 2 }),
        ("long", [70_000], new float[70_000]),
    ]);

    [Fact]
    public void Write_NoTensors_GivesAnEmptyDictionary() => AssertReadBack([]);

    [Fact]
    public void Write_Twice_GivesTheSameBytes()
    {
        (string, IReadOnlyList<long>, ReadOnlyMemory<float>)[] tensors = [("a", [2], new float[] { 1, 2 }), ("b", [1], new float[] { 3 })];

        Assert.Equal(TorchZipWriter.Write(tensors), TorchZipWriter.Write(tensors));
    }

    [Fact]
    public void Write_Members_BeginWhereTorchMapsThem()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.ckpt", TorchZipWriter.Write([("a", [1], new float[] { 1 }), ("b", [3], new float[3])]));
        using var mapped = MappedFile.Open(path);

        var entries = ZipDirectory.Read(new OpenedFile(path, mapped, EmotionLimits.Default)).Entries;

        Assert.Equal(["archive/data.pkl", "archive/byteorder", "archive/data/0", "archive/data/1", "archive/version"], entries.Keys);
        Assert.All(entries.Values, entry => Assert.Equal(0, entry.Offset % Alignment));
    }

    private static void AssertReadBack((string Name, IReadOnlyList<long> Shape, ReadOnlyMemory<float> Values)[] tensors)
    {
        using var folder = new TemporaryFolder();

        using var found = Read(folder.Write("a.ckpt", TorchZipWriter.Write(tensors)));

        Assert.Equal(tensors.Length, found.Count);
        foreach (var (name, shape, values) in tensors)
        {
            Assert.True(found.TryGet(name, out var tensor), name);
            Assert.Equal(shape, tensor.Shape);
            Assert.Equal(Bits(values.Span), Bits(TensorReader.ToSingles(tensor)));
        }
    }

    private static int[] Bits(ReadOnlySpan<float> values)
    {
        var bits = new int[values.Length];
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = BitConverter.SingleToInt32Bits(values[i]);
        }

        return bits;
    }

    private static StateDictionary Read(string path)
    {
        var weights = new StateDictionary();
        TorchFile.Open(path, EmotionLimits.Default, weights);
        return weights;
    }
}
