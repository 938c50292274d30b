using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Audio;

/// <summary>Changes the sample rate of one channel with a windowed sinc; follows <c>torchaudio.functional.resample</c>.</summary>
/// <remarks>Immutable and safe for concurrent use. Nothing is allocated by a call once its buffer is pooled.</remarks>
/// <example><code>
/// var resampler = new Resampler(44_100, 16_000);
/// var resampled = new float[resampler.OutputLength(samples.Length)];
/// resampler.Resample(samples, resampled);
/// </code></example>
public sealed class Resampler
{
    /// <summary>The highest rate of input and output, in Hz.</summary>
    internal const int HighestRate = 768_000;

    private readonly SincKernel _kernel;

    /// <summary>Computes the filter.</summary>
    /// <param name="fromRate">The rate of the input, in Hz, from 1 to 768,000.</param>
    /// <param name="toRate">The rate of the output, in Hz, from 1 to 768,000.</param>
    /// <param name="quality">The filter.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the quality is outside its range.</exception>
    public Resampler(int fromRate, int toRate, ResamplerQuality quality = ResamplerQuality.Default)
    {
        CheckRate(fromRate, nameof(fromRate));
        CheckRate(toRate, nameof(toRate));
        FromRate = fromRate;
        ToRate = toRate;
        _kernel = quality switch
        {
            ResamplerQuality.Default => SincKernel.Hann(fromRate, toRate),
            ResamplerQuality.KaiserBest => SincKernel.KaiserBest(fromRate, toRate),
            _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, "The quality must be one of the names."),
        };
    }

    /// <summary>Gets the rate of the input, in Hz.</summary>
    public int FromRate { get; }

    /// <summary>Gets the rate of the output, in Hz.</summary>
    public int ToRate { get; }

    /// <summary>Gives the length of the output: <c>ceil(to × length / from)</c>.</summary>
    /// <param name="inputLength">The length of the input, in samples.</param>
    /// <returns>The length, in samples.</returns>
    public int OutputLength(int inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputLength);
        return checked((int)((((long)inputLength * _kernel.To) + _kernel.From - 1) / _kernel.From));
    }

    /// <summary>Resamples one channel.</summary>
    /// <param name="input">The samples.</param>
    /// <param name="output">Receives <see cref="OutputLength"/> samples.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short.</exception>
    public void Resample(ReadOnlySpan<float> input, Span<float> output)
    {
        var length = OutputLength(input.Length);
        if (output.Length < length)
        {
            throw new ArgumentException(Invariant($"There is room for {output.Length} samples; {length} are needed."), nameof(output));
        }

        if (_kernel.From == _kernel.To)
        {
            input.CopyTo(output);
            return;
        }

        var before = _kernel.Before;
        var padded = ArrayPool<float>.Shared.Rent(before + input.Length + _kernel.After);
        padded.AsSpan(0, before).Clear();
        input.CopyTo(padded.AsSpan(before));
        padded.AsSpan(before + input.Length, _kernel.After).Clear();
        var taps = ArrayPool<float>.Shared.Rent(_kernel.IsTabulated ? 1 : _kernel.TapCount);
        Filter(padded, output[..length], taps);
        ArrayPool<float>.Shared.Return(taps);
        ArrayPool<float>.Shared.Return(padded);
    }

    private void Filter(ReadOnlySpan<float> padded, Span<float> output, Span<float> scratch)
    {
        var (count, phases) = (_kernel.TapCount, _kernel.To);
        var (step, rest) = Math.DivRem(_kernel.From, phases);
        var isTabulated = _kernel.IsTabulated;
        ref var taps = ref MemoryMarshal.GetReference(isTabulated ? _kernel.Table : scratch);
        for (int i = 0, phase = 0, position = 0, passed = 0; i < output.Length; i++)
        {
            if (!isTabulated)
            {
                _kernel.Compute(phase, scratch[..count]);
            }

            ref var weights = ref Unsafe.Add(ref taps, isTabulated ? phase * count : 0);
            output[i] = DotProduct.Compute(padded.Slice(position, count), ref weights);
            phase = phase + 1 == phases ? 0 : phase + 1;
            position += step;
            passed += rest;
            if (passed >= phases)
            {
                passed -= phases;
                position++;
            }
        }
    }

    private static void CheckRate(int rate, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, HighestRate, name);
    }
}
