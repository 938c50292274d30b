using BenchmarkDotNet.Attributes;
using EmotionAI.Audio;

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
    private Resampler _default = new(1, 1);
    private Resampler _kaiserBest = new(1, 1);

    /// <summary>Rates with one phase, with many, and with more than a table holds.</summary>
    [Params(48_000, 44_100, 44_101)]
    public int FromRate { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _input = [.. Enumerable.Range(0, FromRate * Seconds).Select(_ => (float)random.NextDouble() - 0.5f)];
        _output = new float[ToRate * Seconds];
        _default = new Resampler(FromRate, ToRate);
        _kaiserBest = new Resampler(FromRate, ToRate, ResamplerQuality.KaiserBest);
    }

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
    public void Default() => _default.Resample(_input, _output);

    [Benchmark]
    public void KaiserBest() => _kaiserBest.Resample(_input, _output);
}
