using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Checkpoints;

/// <summary>Widens 16-bit floating-point numbers to single precision, exactly.</summary>
internal static class HalfWidening
{
    private const int BFloatShift = 16;
    private const int MantissaShift = 13;
    private const uint SignBit = 0x8000;
    private const uint Magnitude = 0x7FFF;
    private const uint SmallestNormal = 1u << 23;
    private const uint Infinity = 0x1Fu << 23;

    // Single precision biases its exponent by 127, half precision by 15.
    private const uint Rebias = (127 - 15) << 23;
    private const float SmallestHalfNormal = 6.103515625e-05f;

    /// <summary>Widens IEEE half precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Widen(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= source.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            Widen(low).StoreUnsafe(ref to, (nuint)i);
            Widen(high).StoreUnsafe(ref to, (nuint)(i + Vector256<float>.Count));
        }

        for (; i < source.Length; i++)
        {
            destination[i] = (float)BitConverter.UInt16BitsToHalf(source[i]);
        }
    }

    /// <summary>Widens bfloat16, the upper half of single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void WidenBFloat(ReadOnlySpan<ushort> source, Span<float> destination)
    {
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<float, uint>(destination));
        var i = 0;
        for (; i <= source.Length - Vector256<ushort>.Count; i += Vector256<ushort>.Count)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref from, (nuint)i));
            (low << BFloatShift).StoreUnsafe(ref to, (nuint)i);
            (high << BFloatShift).StoreUnsafe(ref to, (nuint)(i + Vector256<uint>.Count));
        }

        for (; i < source.Length; i++)
        {
            destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << BFloatShift);
        }
    }

    /// <summary>Moves the fields into place and the exponent to its new bias; subnormal numbers are normalised by a subtraction, which is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Widen(Vector256<uint> half)
    {
        var magnitude = (half & Vector256.Create(Magnitude)) << MantissaShift;
        var normal = magnitude + Vector256.Create(Rebias);
        normal += Vector256.GreaterThanOrEqual(magnitude.AsInt32(), Vector256.Create((int)Infinity)).AsUInt32() & Vector256.Create(Rebias);
        var subnormal = (magnitude + Vector256.Create(Rebias + SmallestNormal)).AsSingle() - Vector256.Create(SmallestHalfNormal);
        var isSubnormal = Vector256.LessThan(magnitude.AsInt32(), Vector256.Create((int)SmallestNormal)).AsUInt32();
        var bits = Vector256.ConditionalSelect(isSubnormal, subnormal.AsUInt32(), normal);
        return (bits | ((half & Vector256.Create(SignBit)) << BFloatShift)).AsSingle();
    }
}
