using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using EmotionAI.Audio;

namespace EmotionAI.Benchmarks;

/// <summary>Decodes mono in memory: three seconds of 16 kHz, which stay near the processor, and ten of 48 kHz. No decoder can be faster than the mere filling of its output.</summary>
[MemoryDiagnoser]
public class WavDecodeBenchmarks
{
    private float[] _samples = [];
    private byte[] _shorts = [];
    private byte[] _triples = [];

    [Params(48_000, 480_000)]
    public int Frames { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _samples = new float[Frames];
        _shorts = BuildWav(2, Frames, Frames > 48_000 ? 48_000 : 16_000);
        _triples = BuildWav(3, Frames, Frames > 48_000 ? 48_000 : 16_000);
    }

    [Benchmark(Baseline = true)]
    public int BinaryReaderLoop()
    {
        using var reader = new BinaryReader(new MemoryStream(_shorts));
        reader.BaseStream.Position = 44;
        for (var i = 0; i < _samples.Length; i++)
        {
            _samples[i] = reader.ReadInt16() / 32768f;
        }

        return _samples.Length;
    }

    [Benchmark]
    public void FillOutput() => _samples.AsSpan().Fill(0.5f);

    [Benchmark]
    public int DecodeTo16Bit() => AudioDecoder.DecodeTo(_shorts, _samples);

    [Benchmark]
    public int DecodeTo24Bit() => AudioDecoder.DecodeTo(_triples, _samples);

    [Benchmark]
    public AudioClip Decode16Bit() => AudioDecoder.Decode(_shorts);

    /// <summary>libsndfile, where it is installed (Debian: libsndfile1).</summary>
    [Benchmark]
    public int SndFile16Bit() => SndFile.IsInstalled ? SndFile.Decode(_shorts, _samples) : throw new NotSupportedException("libsndfile is not installed.");

    [Benchmark]
    public int SndFile24Bit() => SndFile.IsInstalled ? SndFile.Decode(_triples, _samples) : throw new NotSupportedException("libsndfile is not installed.");

    /// <summary>Makes a mono WAV of random integers of so many bytes.</summary>
    internal static byte[] BuildWav(int bytes, int frames, int sampleRate)
    {
        var data = new byte[44 + (frames * bytes)];
        new Random(bytes).NextBytes(data);
        "RIFF"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), data.Length - 8);
        "WAVEfmt "u8.CopyTo(data.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(24), sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(28), sampleRate * bytes);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(32), (short)bytes);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(34), (short)(8 * bytes));
        "data"u8.CopyTo(data.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(40), frames * bytes);
        return data;
    }
}
