using System.Runtime.Intrinsics;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Tests.Audio.Dsp;

public sealed class VectorLogTests
{
    private const double Tolerance = 2e-7;

    [Fact]
    public void Log_NormalNumbers_EqualsTheLogarithm()
    {
        for (var exponent = -120; exponent <= 120; exponent++)
        {
            for (var step = 0; step < 500; step++)
            {
                var x = MathF.ScaleB(1 + (step / 500f), exponent);
                var (found, expected) = (VectorLog.Log(Vector256.Create(x))[step % 8], Math.Log(x));
                Assert.True(Math.Abs(found - expected) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"ln({x:R}) is {found:R}, expected {expected:R}.");
            }
        }
    }
}
