using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace EmotionAI.Audio.Dsp;

/// <summary>Reads and writes complex elements of eight lanes. Nothing is checked: the caller has checked the whole range.</summary>
internal static class Lanes
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Re, Vector256<float> Im) Load(ref Vector256<float> x, nint offset) =>
        (Unsafe.Add(ref x, offset), Unsafe.Add(ref x, offset + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref Vector256<float> y, nint offset, Vector256<float> re, Vector256<float> im)
    {
        Unsafe.Add(ref y, offset) = re;
        Unsafe.Add(ref y, offset + 1) = im;
    }

    /// <summary>Writes an element, turned by the twiddle of its index where <paramref name="turns"/> says so.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref Vector256<float> y, nint offset, Vector256<float> re, Vector256<float> im, ref float twiddles, nint index, bool turns)
    {
        if (!turns)
        {
            Store(ref y, offset, re, im);
            return;
        }

        var cos = Vector256.Create(Unsafe.Add(ref twiddles, 2 * (index - 1)));
        var sin = Vector256.Create(Unsafe.Add(ref twiddles, (2 * index) - 1));
        Store(ref y, offset, MultiplySubtract(re, cos, im * sin), Vector256.FusedMultiplyAdd(re, sin, im * cos));
    }

    /// <summary>Computes <c>a × b - c</c>; the negation that <see cref="Vector256.FusedMultiplyAdd(Vector256{float}, Vector256{float}, Vector256{float})"/> would need costs an instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplySubtract(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Fma.IsSupported ? Fma.MultiplySubtract(a, b, c) : (a * b) - c;
}
