using BenchmarkDotNet.Attributes;
using EmotionAI.Audio;
using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Options;
using NWaves.Filters.Fda;
using NWaves.Windows;

namespace EmotionAI.Benchmarks;

/// <summary>Computes eighty log-mel bands, 25 ms each 10 ms, of thirty seconds of 16 kHz: 30 s divided by the mean is the speed in times real time.</summary>
[MemoryDiagnoser]
public class FilterBankBenchmarks
{
    private const int SampleRate = 16_000;
    private const int SampleCount = 480_000;
    private const int FftSize = 512;
    private const int Bands = 80;

    private readonly KaldiFilterBank _kaldi = new(Bands);
    private readonly SpeechBrainFilterBank _speechBrain = new(Bands);
    private readonly float[] _samples = new float[SampleCount];
    private float[] _features = [];
    private List<float[]> _vectors = [];
    private FilterbankExtractor? _nWaves;

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (var i = 0; i < _samples.Length; i++)
        {
            _samples[i] = (float)random.NextDouble() - 0.5f;
        }

        _features = new float[_speechBrain.FrameCount(SampleCount) * Bands];
        _vectors = [.. Enumerable.Range(0, _kaldi.FrameCount(SampleCount)).Select(_ => new float[Bands])];
        _nWaves = new FilterbankExtractor(new FilterbankOptions
        {
            SamplingRate = SampleRate,
            FrameSize = 400,
            HopSize = 160,
            FftSize = FftSize,
            FilterBankSize = Bands,
            FilterBank = FilterBanks.Triangular(FftSize, SampleRate, FilterBanks.MelBands(Bands, SampleRate, 20, 8_000)),
            PreEmphasis = 0.97,
            Window = WindowType.Hann,
            NonLinearity = NonLinearityType.LogE,
            LogFloor = 1.1920929e-07f,
        });
    }

    /// <summary>The filter bank of NWaves with the same frames, bands and logarithm, into vectors that are there already.</summary>
    [Benchmark(Baseline = true)]
    public int NWavesFilterBank() => _nWaves!.ComputeFrom(_samples, 0, _samples.Length, _vectors);

    [Benchmark]
    public void Kaldi() => _kaldi.Compute(_samples, _features);

    [Benchmark]
    public void SpeechBrain() => _speechBrain.Compute(_samples, _features);
}
