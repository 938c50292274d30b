using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

internal readonly struct ButterflyOfFour : IButterfly
{
    public static int Radix => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(ref Vector256<float> x, nint part, ref Vector256<float> y, nint stride, ref float twiddles, bool turns)
    {
        var (ar, ai) = Lanes.Load(ref x, 0);
        var (br, bi) = Lanes.Load(ref x, part);
        var (cr, ci) = Lanes.Load(ref x, 2 * part);
        var (dr, di) = Lanes.Load(ref x, 3 * part);
        var (evenR, evenI, evenDifR, evenDifI) = (ar + cr, ai + ci, ar - cr, ai - ci);
        var (oddR, oddI, oddDifR, oddDifI) = (br + dr, bi + di, br - dr, bi - di);
        Lanes.Store(ref y, 0, evenR + oddR, evenI + oddI);
        Lanes.Store(ref y, stride, evenDifR + oddDifI, evenDifI - oddDifR, ref twiddles, 1, turns);
        Lanes.Store(ref y, 2 * stride, evenR - oddR, evenI - oddI, ref twiddles, 2, turns);
        Lanes.Store(ref y, 3 * stride, evenDifR - oddDifI, evenDifI + oddDifR, ref twiddles, 3, turns);
    }
}
