using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

internal readonly struct ButterflyOfThree : IButterfly
{
    private const float Sin = 0.866025403784438647f;

    public static int Radix => 3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(ref Vector256<float> x, nint part, ref Vector256<float> y, nint stride, ref float twiddles, bool turns)
    {
        var (ar, ai) = Lanes.Load(ref x, 0);
        var (br, bi) = Lanes.Load(ref x, part);
        var (cr, ci) = Lanes.Load(ref x, 2 * part);
        var (sumR, sumI) = (br + cr, bi + ci);
        var (turnR, turnI) = ((br - cr) * Sin, (bi - ci) * Sin);
        var (midR, midI) = (ar - (sumR * 0.5f), ai - (sumI * 0.5f));
        Lanes.Store(ref y, 0, ar + sumR, ai + sumI);
        Lanes.Store(ref y, stride, midR + turnI, midI - turnR, ref twiddles, 1, turns);
        Lanes.Store(ref y, 2 * stride, midR - turnI, midI + turnR, ref twiddles, 2, turns);
    }
}
