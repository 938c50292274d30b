using BenchmarkDotNet.Attributes;
using EmotionAI.Audio;
using NWaves.Signals;

namespace EmotionAI.Benchmarks;

/// <summary>Resamples ten seconds to 16 kHz: 10 s divided by the mean is the speed in times real time.</summary>
[MemoryDiagnoser]
public class ResamplerBenchmarks
{
    private const int Seconds = 10;
    private const int ToRate = 16_000;
    private const int ZeroCrossings = 6;
    private const double Rolloff = 0.99;

    private float[] _input = [];
    private float[] _output = [];
    private Resampler _reference = new(1, 1);
    private Resampler _high = new(1, 1);
    private StreamingResampler _stream = new(new Resampler(1, 1));
    private DiscreteSignal _signal = new(ToRate, 1);
    private SoxrResampler? _soxr;

    /// <summary>Rates with one phase, with many, and with more than a table holds.</summary>
    [Params(48_000, 44_100, 44_101)]
    public int FromRate { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _input = [.. Enumerable.Range(0, FromRate * Seconds).Select(_ => (float)random.NextDouble() - 0.5f)];
        _output = new float[ToRate * Seconds];
        _reference = new Resampler(FromRate, ToRate, ResamplerQuality.Reference);
        _high = new Resampler(FromRate, ToRate);
        _stream = new StreamingResampler(_high);
        _signal = new DiscreteSignal(FromRate, _input);
        _soxr = SoxrResampler.TryCreate(FromRate, ToRate);
    }

    [GlobalCleanup]
    public void Cleanup() => _soxr?.Dispose();

    /// <summary>The formula of torchaudio's default, tap by tap.</summary>
    [Benchmark(Baseline = true)]
    public float ScalarFormula()
    {
        var rolledOff = Math.Min(FromRate, ToRate) * Rolloff;
        var reach = ZeroCrossings * FromRate / rolledOff;
        for (var i = 0; i < _output.Length; i++)
        {
            var centre = (double)i * FromRate / ToRate;
            var (first, end) = ((int)Math.Max(0, Math.Ceiling(centre - reach)), Math.Min(_input.Length, centre + reach));
            var sum = 0.0;
            for (var j = first; j < end; j++)
            {
                var t = (j - centre) / FromRate * rolledOff;
                var window = Math.Cos(t * Math.PI / (2 * ZeroCrossings));
                sum += _input[j] * (t == 0 ? 1 : Math.Sin(t * Math.PI) / (t * Math.PI)) * window * window;
            }

            _output[i] = (float)(sum * rolledOff / FromRate);
        }

        return _output[0];
    }

    [Benchmark]
    public void Reference() => _reference.Resample(_input, _output);

    [Benchmark]
    public void High() => _high.Resample(_input, _output);

    /// <summary>The same in blocks of 20 ms.</summary>
    [Benchmark]
    public void HighInBlocks()
    {
        var (block, written) = (FromRate / 50, 0);
        for (var start = 0; start < _input.Length; start += block)
        {
            written += _stream.Write(_input.AsSpan(start, Math.Min(block, _input.Length - start)), _output.AsSpan(written));
        }

        _stream.Finish(_output.AsSpan(written));
    }

    /// <summary>libsoxr's HQ, where it is installed (Debian: libsoxr0).</summary>
    [Benchmark]
    public void SoxrHighQuality() => (_soxr ?? throw new NotSupportedException("libsoxr is not installed.")).Resample(_input, _output);

    [Benchmark]
    public DiscreteSignal NWavesResample() => new NWaves.Operations.Resampler().Resample(_signal, ToRate);
}
