using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Audio.Features;

/// <summary>Computes the logarithms of mel bands of eight frames at once: window, Fourier transform, power, filters, logarithm.</summary>
/// <remarks>Safe for concurrent use: every call takes scratch of its own from a pool.</remarks>
internal sealed class MelSpectrum
{
    private readonly PowerSpectrum _spectrum;
    private readonly MelBank _bank;
    private readonly float _floor;
    private readonly float _scale;
    private readonly ConcurrentBag<Vector256<float>[]> _scratch = [];

    /// <summary>Prepares the computation of <c>scale × ln(max(energy, floor))</c>.</summary>
    public MelSpectrum(float[] window, MelBank bank, float floor, float scale)
    {
        _spectrum = new PowerSpectrum(window);
        _bank = bank;
        _floor = floor;
        _scale = scale;
    }

    public int FrameLength => _spectrum.FrameLength;

    public int Bands => _bank.Bands;

    /// <summary>Takes scratch for <see cref="Compute"/>; give it back with <see cref="Return"/>.</summary>
    public Vector256<float>[] Rent() => _scratch.TryTake(out var scratch) ? scratch : new Vector256<float>[_spectrum.ScratchLength + _spectrum.Bins + _bank.Bands];

    public void Return(Vector256<float>[] scratch) => _scratch.Add(scratch);

    /// <summary>Computes eight frames.</summary>
    /// <param name="samples">The samples from the first frame on, enough for eight frames.</param>
    /// <param name="hop">The distance from frame to frame, in samples.</param>
    /// <param name="scratch">Scratch from <see cref="Rent"/>.</param>
    /// <returns>The logarithms, <c>[band]</c> of eight lanes, valid until the scratch is used again.</returns>
    public Span<Vector256<float>> Compute(ReadOnlySpan<float> samples, int hop, Vector256<float>[] scratch)
    {
        var power = scratch.AsSpan(_spectrum.ScratchLength, _spectrum.Bins);
        var bands = scratch.AsSpan(_spectrum.ScratchLength + _spectrum.Bins, _bank.Bands);
        _spectrum.Compute(samples, hop, power, scratch.AsSpan(0, _spectrum.ScratchLength));
        Filter(power, bands);
        return bands;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Filter(ReadOnlySpan<Vector256<float>> power, Span<Vector256<float>> bands)
    {
        var floor = Vector256.Create(_floor);
        var filters = _bank.Filters;
        for (var band = 0; band < filters.Length; band++)
        {
            var (first, weights) = filters[band];
            var bins = power.Slice(first, weights.Length);
            var (even, odd) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var i = 0;
            for (; i + 1 < weights.Length; i += 2)
            {
                even += bins[i] * weights[i];
                odd += bins[i + 1] * weights[i + 1];
            }

            if (i < weights.Length)
            {
                even += bins[i] * weights[i];
            }

            bands[band] = VectorLog.Log(Vector256.Max(even + odd, floor)) * _scale;
        }
    }
}
