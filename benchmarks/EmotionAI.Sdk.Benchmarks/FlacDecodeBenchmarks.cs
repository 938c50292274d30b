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
        _withDigest = File.ReadAllBytes(FindClip());
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

    private static string FindClip()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var clips = Path.Combine(folder.FullName, "shared", "data", "audio", "ravdess");
            if (Directory.Exists(clips))
            {
                return Directory.GetFiles(clips, "*.flac").Order(StringComparer.Ordinal).First();
            }
        }

        throw new DirectoryNotFoundException("The folder 'shared' with the recordings is not beside the checkout.");
    }
}
