using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

internal readonly struct ButterflyOfSeven : IButterfly
{
    private const float CosA = 0.62348980185873353f;
    private const float CosB = -0.22252093395631440f;
    private const float CosC = -0.90096886790241913f;
    private const float SinA = 0.78183148246802981f;
    private const float SinB = 0.97492791218182361f;
    private const float SinC = 0.43388373911755812f;

    public static int Radix => 7;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(ref Vector256<float> x, nint part, ref Vector256<float> y, nint stride, ref float twiddles, bool turns)
    {
        var (r0, i0) = Lanes.Load(ref x, 0);
        var (ar, ai, adR, adI) = Pair(ref x, part, 6 * part);
        var (br, bi, bdR, bdI) = Pair(ref x, 2 * part, 5 * part);
        var (cr, ci, cdR, cdI) = Pair(ref x, 3 * part, 4 * part);
        Lanes.Store(ref y, 0, r0 + ar + br + cr, i0 + ai + bi + ci);

        var (midR, midI) = (Sum(r0, ar, CosA, br, CosB, cr, CosC), Sum(i0, ai, CosA, bi, CosB, ci, CosC));
        var (turnR, turnI) = (Sum(adR, SinA, bdR, SinB, cdR, SinC), Sum(adI, SinA, bdI, SinB, cdI, SinC));
        Lanes.Store(ref y, stride, midR + turnI, midI - turnR, ref twiddles, 1, turns);
        Lanes.Store(ref y, 6 * stride, midR - turnI, midI + turnR, ref twiddles, 6, turns);

        (midR, midI) = (Sum(r0, ar, CosB, br, CosC, cr, CosA), Sum(i0, ai, CosB, bi, CosC, ci, CosA));
        (turnR, turnI) = (Sum(adR, SinB, bdR, -SinC, cdR, -SinA), Sum(adI, SinB, bdI, -SinC, cdI, -SinA));
        Lanes.Store(ref y, 2 * stride, midR + turnI, midI - turnR, ref twiddles, 2, turns);
        Lanes.Store(ref y, 5 * stride, midR - turnI, midI + turnR, ref twiddles, 5, turns);

        (midR, midI) = (Sum(r0, ar, CosC, br, CosA, cr, CosB), Sum(i0, ai, CosC, bi, CosA, ci, CosB));
        (turnR, turnI) = (Sum(adR, SinC, bdR, -SinA, cdR, SinB), Sum(adI, SinC, bdI, -SinA, cdI, SinB));
        Lanes.Store(ref y, 3 * stride, midR + turnI, midI - turnR, ref twiddles, 3, turns);
        Lanes.Store(ref y, 4 * stride, midR - turnI, midI + turnR, ref twiddles, 4, turns);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> SumR, Vector256<float> SumI, Vector256<float> DifR, Vector256<float> DifI) Pair(ref Vector256<float> x, nint one, nint other)
    {
        var (ar, ai) = Lanes.Load(ref x, one);
        var (br, bi) = Lanes.Load(ref x, other);
        return (ar + br, ai + bi, ar - br, ai - bi);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Sum(Vector256<float> start, Vector256<float> a, float x, Vector256<float> b, float y, Vector256<float> c, float z) =>
        Vector256.FusedMultiplyAdd(a, Vector256.Create(x), Vector256.FusedMultiplyAdd(b, Vector256.Create(y), Vector256.FusedMultiplyAdd(c, Vector256.Create(z), start)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Sum(Vector256<float> a, float x, Vector256<float> b, float y, Vector256<float> c, float z) =>
        Vector256.FusedMultiplyAdd(a, Vector256.Create(x), Vector256.FusedMultiplyAdd(b, Vector256.Create(y), c * z));
}
