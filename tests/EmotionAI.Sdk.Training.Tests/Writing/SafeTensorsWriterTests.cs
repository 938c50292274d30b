using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using EmotionAI.Training.Writing;

namespace EmotionAI.Tests.Writing;

public sealed class SafeTensorsWriterTests
{
    [Theory]
    [InlineData("bert-gelu-multi6", false)]
    [InlineData("tiny-unbroken-twin", false)]
    [InlineData("bert-silu-one-f16", true)]
    public void Write_TensorsOfHuggingFace_GivesTheBytesOfTheirFile(string golden, bool halfPrecision)
    {
        var expected = File.ReadAllBytes(Goldens.Path("golden", "text", "models", golden, "model.safetensors"));
        var tensors = Read(expected);

        var found = NamedTensor.ToFile([.. tensors.Reverse()], halfPrecision);

        Assert.NotEmpty(tensors);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Write_NamesOfEveryKind_AreReadBack()
    {
        NamedTensor[] tensors = [new("z\"\\", [], new float[] { 1 }), new("a\u00e9\U0001F600", [0, 2], Array.Empty<float>()), new("\u00e9", [2, 1], new float[] { 2, 3 })];

        var found = Read(NamedTensor.ToFile(tensors, halfPrecision: false));

        Assert.Equal(["a\u00e9\U0001F600", "z\"\\", "\u00e9"], found.Select(tensor => tensor.Name));
        Assert.Equal([2f, 3f], found[2].Values.ToArray());
        Assert.Equal([0, 2], found[0].Shape);
    }

    private static NamedTensor[] Read(byte[] file)
    {
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Assert.Equal(0, length % 8);
        using var header = JsonDocument.Parse(file.AsMemory(8, length));
        return [.. header.RootElement.EnumerateObject().Where(entry => entry.Name != "__metadata__").Select(entry =>
        {
            var place = entry.Value.GetProperty("data_offsets");
            var bytes = file.AsSpan(8 + length)[place[0].GetInt32()..place[1].GetInt32()];
            var values = entry.Value.GetProperty("dtype").GetString() == "F16"
                ? MemoryMarshal.Cast<byte, Half>(bytes).ToArray().Select(value => (float)value).ToArray()
                : MemoryMarshal.Cast<byte, float>(bytes).ToArray();
            return new NamedTensor(entry.Name, [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())], values);
        })];
    }
}
