using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.SafeTensors;

namespace EmotionAI.Tests.Checkpoints.Allocations;

public class TensorReaderAllocationTests
{
    [Theory]
    [InlineData("F16", 2)]
    [InlineData("BF16", 2)]
    [InlineData("F32", 4)]
    [InlineData("F64", 8)]
    public void CopyTo_SteadyState_AllocatesNothing(string type, int size)
    {
        using var folder = new TempFolder();
        using var tensors = Opening.Open(SafeTensorsFile.Open, folder.Write("x.safetensors", SafeTensorsBuilder.Build($$$"""{"x":{"dtype":"{{{type}}}","shape":[1000],"data_offsets":[0,{{{1000 * size}}}]}}""", new byte[1000 * size])));
        var tensor = tensors.Get("x");
        var values = new float[1000];
        var isFinite = true;
        var allocated = Allocated.Settled(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                TensorReader.CopyTo(tensor, values);
                isFinite &= TensorReader.AllFinite(tensor);
            }
        });

        Assert.Equal(0, allocated);
        Assert.True(isFinite);
    }
}
