using System.Collections.Concurrent;
using System.Numerics;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Audio;

/// <summary>Changes the sample rate of one channel.</summary>
/// <remarks>Safe for concurrent use. Nothing is allocated by a call once the instance holds buffers for as many calls as run at once. For a signal that comes block by block, see <see cref="StreamingResampler"/>.</remarks>
/// <example><code>
/// var resampler = new Resampler(44_100, 16_000);
/// var resampled = new float[resampler.OutputLength(samples.Length)];
/// resampler.Resample(samples, resampled);
/// </code></example>
public sealed class Resampler
{
    /// <summary>The highest rate of input and output, in Hz.</summary>
    internal const int HighestRate = 768_000;

    private readonly IRateFilter[] _filters;
    private readonly ConcurrentBag<RateChain> _chains = [];
    private readonly int _from;
    private readonly int _to;

    /// <summary>Computes the filter.</summary>
    /// <param name="fromRate">The rate of the input, in Hz, from 1 to 768,000.</param>
    /// <param name="toRate">The rate of the output, in Hz, from 1 to 768,000.</param>
    /// <param name="quality">The filter; <see cref="ResamplerQuality.Reference"/> for the scores of a model's own library.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the quality is outside its range.</exception>
    public Resampler(int fromRate, int toRate, ResamplerQuality quality = ResamplerQuality.High)
    {
        CheckRate(fromRate, nameof(fromRate));
        CheckRate(toRate, nameof(toRate));
        FromRate = fromRate;
        ToRate = toRate;
        Quality = quality;
        var divisor = (int)BigInteger.GreatestCommonDivisor(fromRate, toRate);
        (_from, _to) = (fromRate / divisor, toRate / divisor);
        _filters = quality switch
        {
            ResamplerQuality.High => RatePlan.High(_from, _to),
            ResamplerQuality.Reference => RatePlan.Reference(_from, _to),
            _ => throw new ArgumentOutOfRangeException(nameof(quality), quality, "The quality must be one of the names."),
        };
    }

    /// <summary>Gets the rate of the input, in Hz.</summary>
    public int FromRate { get; }

    /// <summary>Gets the rate of the output, in Hz.</summary>
    public int ToRate { get; }

    /// <summary>Gets the filter.</summary>
    public ResamplerQuality Quality { get; }

    /// <summary>Gives the length of the output: <c>ceil(to × length / from)</c>.</summary>
    /// <param name="inputLength">The length of the input, in samples.</param>
    /// <returns>The length, in samples.</returns>
    public int OutputLength(int inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputLength);
        return checked((int)TotalOutput(inputLength));
    }

    /// <summary>Resamples one channel. Before and behind it is silence.</summary>
    /// <param name="input">The samples, finite.</param>
    /// <param name="output">Receives <see cref="OutputLength"/> samples.</param>
    /// <exception cref="ArgumentException"><paramref name="output"/> is too short.</exception>
    public void Resample(ReadOnlySpan<float> input, Span<float> output)
    {
        var length = OutputLength(input.Length);
        if (output.Length < length)
        {
            throw new ArgumentException(Invariant($"There is room for {output.Length} samples; {length} are needed."), nameof(output));
        }

        var chain = _chains.TryTake(out var held) ? held : Start();
        chain.Reset();
        var written = chain.Write(input, output[..length]);
        chain.Finish(output[written..length]);
        _chains.Add(chain);
    }

    /// <summary>Makes the state of a signal, at its beginning.</summary>
    internal RateChain Start() => new(_filters);

    /// <summary>Gives the length of the output of a signal of any length.</summary>
    internal long TotalOutput(long inputLength) => ((inputLength * _to) + _from - 1) / _from;

    private static void CheckRate(int rate, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rate, HighestRate, name);
    }
}
