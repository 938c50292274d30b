using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

internal readonly struct ButterflyOfTwo : IButterfly
{
    public static int Radix => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apply(ref Vector256<float> x, nint part, ref Vector256<float> y, nint stride, ref float twiddles, bool turns)
    {
        var (ar, ai) = Lanes.Load(ref x, 0);
        var (br, bi) = Lanes.Load(ref x, part);
        Lanes.Store(ref y, 0, ar + br, ai + bi);
        Lanes.Store(ref y, stride, ar - br, ai - bi, ref twiddles, 1, turns);
    }
}
