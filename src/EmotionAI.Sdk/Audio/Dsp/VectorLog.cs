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
        var octaves = Vector256.ShiftRightArithmetic(bits - Vector256.Create(0x3F3504F3), 23);
        var exponent = Vector256.ConvertToSingle(octaves);
        var f = (bits - Vector256.ShiftLeft(octaves, 23)).AsSingle() - Vector256<float>.One;
        var z = f * f;
        var y = Step(Vector256.Create(7.0376836292e-2f), f, -1.1514610310e-1f);
        y = Step(y, f, 1.1676998740e-1f);
        y = Step(y, f, -1.2420140846e-1f);
        y = Step(y, f, 1.4249322787e-1f);
        y = Step(y, f, -1.6668057665e-1f);
        y = Step(y, f, 2.0000714765e-1f);
        y = Step(y, f, -2.4999993993e-1f);
        y = Step(y, f, 3.3333331174e-1f);
        y = Vector256.FusedMultiplyAdd(exponent, Vector256.Create(Ln2Low), y * f * z) - (z * 0.5f);
        return Vector256.FusedMultiplyAdd(exponent, Vector256.Create(Ln2High), f + y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Step(Vector256<float> y, Vector256<float> f, float coefficient) => Vector256.FusedMultiplyAdd(y, f, Vector256.Create(coefficient));
}
