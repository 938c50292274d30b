using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionAI.Audio.Dsp;

/// <summary>Takes a signal through a <see cref="TapBank"/>.</summary>
internal sealed class TapStage : IRateStage
{
    /// <summary>The bits of a place that are behind the row.</summary>
    private const int RowShift = 56;
    private const int FloatBits = 24;

    private readonly TapBank _bank;
    private readonly float[] _held;

    /// <summary>The number of samples held, the zeros before the signal among them.</summary>
    private int _count;

    /// <summary>The place of the first tap of the next output in what is held, or behind it, and how far it is to the next sample, in parts of <see cref="TapBank.To"/>.</summary>
    private int _position;
    private int _passed;

    public TapStage(TapBank bank)
    {
        _bank = bank;
        _held = new float[bank.TapCount + bank.BlockLength];
        Reset();
    }

    public void Reset()
    {
        (_count, _position, _passed) = (_bank.Before, 0, 0);
        _held.AsSpan(0, _count).Clear();
    }

    public int OutputLength(int inputLength)
    {
        // The last sample where a first tap may stand for all its taps to be there.
        var last = (long)_count + inputLength - _bank.TapCount - _position;
        return last < 0 ? 0 : checked((int)((((last + 1) * _bank.To) - _passed + _bank.From - 1) / _bank.From));
    }

    public int Write(ReadOnlySpan<float> input, Span<float> output)
    {
        var written = 0;
        while (!input.IsEmpty)
        {
            var taken = Math.Min(input.Length, _held.Length - _count);
            var ready = OutputLength(taken);
            input[..taken].CopyTo(_held.AsSpan(_count));
            _count += taken;
            input = input[taken..];
            if (_bank.IsInterpolated)
            {
                Interpolate(output.Slice(written, ready));
            }
            else
            {
                Filter(output.Slice(written, ready));
            }

            written += ready;
            var passed = Math.Min(_position, _count);
            _held.AsSpan(passed, _count - passed).CopyTo(_held);
            (_count, _position) = (_count - passed, _position - passed);
        }

        return written;
    }

    private void Filter(Span<float> output)
    {
        var (step, rest) = Math.DivRem(_bank.From, _bank.To);
        var (count, to, position, passed) = (_bank.TapCount, _bank.To, _position, _passed);
        ref var taps = ref MemoryMarshal.GetArrayDataReference(_bank.Taps);
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = DotProduct.Compute(_held.AsSpan(position, count), ref Unsafe.Add(ref taps, (nint)passed * count));
            position += step;
            passed += rest;
            if (passed >= to)
            {
                passed -= to;
                position++;
            }
        }

        (_position, _passed) = (position, passed);
    }

    private void Interpolate(Span<float> output)
    {
        var (step, rest) = Math.DivRem(_bank.From, _bank.To);
        var (count, to, position, passed) = ((nuint)_bank.TapCount, _bank.To, _position, _passed);

        // Rows a part of To, in fixed point: all places of the loop without a division. Rows are at most 2^7, and To is below 2^31.
        var reciprocal = (ulong)(((UInt128)_bank.Rows << RowShift) / (ulong)to);
        ref var held = ref MemoryMarshal.GetArrayDataReference(_held);
        ref var taps = ref MemoryMarshal.GetArrayDataReference(_bank.Taps);
        ref var target = ref MemoryMarshal.GetReference(output);
        nuint i = 0;
        for (; i + 4 <= (nuint)output.Length; i += 4)
        {
            var first = Next(ref held, ref taps, count, reciprocal, ref position, ref passed, step, rest, to);
            var second = Next(ref held, ref taps, count, reciprocal, ref position, ref passed, step, rest, to);
            var third = Next(ref held, ref taps, count, reciprocal, ref position, ref passed, step, rest, to);
            var fourth = Next(ref held, ref taps, count, reciprocal, ref position, ref passed, step, rest, to);
            DotProduct.Sums(first, second, third, fourth).StoreUnsafe(ref target, i);
        }

        for (; i < (nuint)output.Length; i++)
        {
            // Summed in the same order as the others: an output does not depend on where a block ends.
            var last = Next(ref held, ref taps, count, reciprocal, ref position, ref passed, step, rest, to);
            Unsafe.Add(ref target, i) = DotProduct.Sums(last, last, last, last)[0];
        }

        (_position, _passed) = (position, passed);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Next(ref float held, ref float taps, nuint count, ulong reciprocal, ref int position, ref int passed, int step, int rest, int to)
    {
        var place = (ulong)passed * reciprocal;
        var between = (int)(place >> (RowShift - FloatBits) & ((1 << FloatBits) - 1)) * (1f / (1 << FloatBits));
        var result = DotProduct.OfCubics(ref Unsafe.Add(ref held, position), ref Unsafe.Add(ref taps, (nuint)(place >> RowShift) * count * TapBank.Coefficients), count, between);
        var next = passed + rest;

        // No branch: where rates have no common factor, nobody can guess it.
        var carry = (to - 1 - next) >>> 31;
        position += step + carry;
        passed = next - (to & -carry);
        return result;
    }
}
