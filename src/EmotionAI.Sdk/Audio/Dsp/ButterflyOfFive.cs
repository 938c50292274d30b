using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

internal readonly struct ButterflyOfFive : IButterfly
{
    private const float CosA = 0.309016994374947424f;
    private const float CosB = -0.809016994374947424f;
    private const float SinA = 0.951056516295153572f;
    private const float SinB = 0.587785252292473129f;

    public static int Radix => 5;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(ref Vector256<float> x, nint part, ref Vector256<float> y, nint stride, ref float twiddles, bool turns)
    {
        var (ar, ai) = Lanes.Load(ref x, 0);
        var (br, bi) = Lanes.Load(ref x, part);
        var (cr, ci) = Lanes.Load(ref x, 2 * part);
        var (dr, di) = Lanes.Load(ref x, 3 * part);
        var (er, ei) = Lanes.Load(ref x, 4 * part);
        var (outerR, outerI, outerDifR, outerDifI) = (br + er, bi + ei, br - er, bi - ei);
        var (innerR, innerI, innerDifR, innerDifI) = (cr + dr, ci + di, cr - dr, ci - di);
        Lanes.Store(ref y, 0, ar + outerR + innerR, ai + outerI + innerI);
        var (cosA, cosB, sinA, sinB) = (Vector256.Create(CosA), Vector256.Create(CosB), Vector256.Create(SinA), Vector256.Create(SinB));
        var (midR, midI) = (Fma(outerR, cosA, Fma(innerR, cosB, ar)), Fma(outerI, cosA, Fma(innerI, cosB, ai)));
        var (turnR, turnI) = (Fma(outerDifR, sinA, innerDifR * sinB), Fma(outerDifI, sinA, innerDifI * sinB));
        Lanes.Store(ref y, stride, midR + turnI, midI - turnR, ref twiddles, 1, turns);
        Lanes.Store(ref y, 4 * stride, midR - turnI, midI + turnR, ref twiddles, 4, turns);
        (midR, midI) = (Fma(outerR, cosB, Fma(innerR, cosA, ar)), Fma(outerI, cosB, Fma(innerI, cosA, ai)));
        (turnR, turnI) = (Lanes.MultiplySubtract(outerDifR, sinB, innerDifR * sinA), Lanes.MultiplySubtract(outerDifI, sinB, innerDifI * sinA));
        Lanes.Store(ref y, 2 * stride, midR + turnI, midI - turnR, ref twiddles, 2, turns);
        Lanes.Store(ref y, 3 * stride, midR - turnI, midI + turnR, ref twiddles, 3, turns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Fma(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.FusedMultiplyAdd(a, b, c);
}
