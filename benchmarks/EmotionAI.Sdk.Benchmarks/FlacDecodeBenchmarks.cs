using BenchmarkDotNet.Attributes;
using EmotionAI.Audio;

namespace EmotionAI.Benchmarks;

/// <summary>Decodes a recording of the shared data, with and without the check of its MD5; ns a sample is the mean divided by <see cref="Setup"/>'s printed count.</summary>
[MemoryDiagnoser]
public class FlacDecodeBenchmarks
{
    private const int DigestOffset = 26;
    private const int DigestBytes = 16;

    private byte[] _withDigest = [];
    private byte[] _withoutDigest = [];
    private float[] _samples = [];

    [GlobalSetup]
    public void Setup()
    {
        _withDigest = File.ReadAllBytes(Directory.GetFiles(SharedFolder.Path("data", "audio", "ravdess"), "*.flac").Order(StringComparer.Ordinal).First());
        _withoutDigest = (byte[])_withDigest.Clone();
        _withoutDigest.AsSpan(DigestOffset, DigestBytes).Clear();
        var info = AudioDecoder.ReadInfo(_withDigest);
        _samples = new float[info.FrameCount!.Value * info.Channels];
        Console.WriteLine($"// {_samples.Length} samples, {(double)info.FrameCount / info.SampleRate} s");
    }

    [Benchmark(Baseline = true)]
    public int WithDigest() => AudioDecoder.DecodeTo(_withDigest, _samples);

    [Benchmark]
    public int WithoutDigest() => AudioDecoder.DecodeTo(_withoutDigest, _samples);
}
