using EmotionAI.Training.Writing;

namespace EmotionAI.Tests.Writing;

public sealed class SafeTensorsEditTests
{
    private static readonly NamedTensor First = new("a.weight", [2, 2], new float[] { 1, 2, 3, 4 });
    private static readonly NamedTensor Second = new("classifier.bias", [3], new float[] { 5, 6, 7 });

    [Fact]
    public void With_NothingNew_GivesTheSameBytes()
    {
        var file = NamedTensor.ToFile([First, Second], halfPrecision: true);

        Assert.Equal(file, SafeTensorsEdit.Read(file, "model.safetensors").With([]));
    }

    [Fact]
    public void With_ATensorOfTheSameName_ReplacesItAndKeepsTheOthers()
    {
        var file = NamedTensor.ToFile([First, Second], halfPrecision: false);
        var other = new NamedTensor("classifier.bias", [2], new float[] { 8, 9 });

        Assert.Equal(NamedTensor.ToFile([other, First], halfPrecision: false), SafeTensorsEdit.Read(file, "model.safetensors").With([other.ToEntry()]));
    }

    [Fact]
    public void Rename_OfATensor_MovesItsBytes()
    {
        var edit = SafeTensorsEdit.Read(NamedTensor.ToFile([First, Second], halfPrecision: false), "model.safetensors");

        edit.Rename("a.weight", "z.weight");

        Assert.Equal(NamedTensor.ToFile([Second, new NamedTensor("z.weight", First.Shape, First.Values)], halfPrecision: false), edit.With([]));
    }

    [Fact]
    public void Read_OfAFileCutOffAnywhere_IsAnError()
    {
        var file = NamedTensor.ToFile([First, Second], halfPrecision: false);

        Assert.All(Enumerable.Range(0, file.Length), length => Assert.Throws<EmotionAIException>(() => SafeTensorsEdit.Read(file[..length], "model.safetensors")));
    }
}
