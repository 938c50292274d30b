using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Computes natural logarithms of eight positive, normal numbers at once, to about one unit in the last place.</summary>
/// <remarks>Follows Cephes' <c>logf</c>: the mantissa is brought to [√½, √2) and a polynomial of degree nine serves it.</remarks>
internal static class VectorLog
{
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        var bits = x.AsInt32();
        var exponent = Vector256.ConvertToSingle(Vector256.ShiftRightArithmetic(bits - Vector256.Create(0x3F3504F3), 23));
        var shifted = Vector256.ShiftLeft(Vector256.ShiftRightArithmetic(bits - Vector256.Create(0x3F3504F3), 23), 23);
        var f = (bits - shifted).AsSingle() - Vector256<float>.One;
        var z = f * f;
        var y = Vector256.Create(7.0376836292e-2f);
        y = (y * f) + Vector256.Create(-1.1514610310e-1f);
        y = (y * f) + Vector256.Create(1.1676998740e-1f);
        y = (y * f) + Vector256.Create(-1.2420140846e-1f);
        y = (y * f) + Vector256.Create(1.4249322787e-1f);
        y = (y * f) + Vector256.Create(-1.6668057665e-1f);
        y = (y * f) + Vector256.Create(2.0000714765e-1f);
        y = (y * f) + Vector256.Create(-2.4999993993e-1f);
        y = (y * f) + Vector256.Create(3.3333331174e-1f);
        y = (y * f * z) + (exponent * Ln2Low) - (z * 0.5f);
        return f + y + (exponent * Ln2High);
    }
}
