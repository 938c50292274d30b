using System.Buffers.Binary;
using BenchmarkDotNet.Attributes;
using EmotionAI.Audio;

namespace EmotionAI.Benchmarks;

/// <summary>Decodes ten seconds of 48 kHz mono in memory: 10 s divided by the mean is the speed in times real time.</summary>
[MemoryDiagnoser]
public class WavDecodeBenchmarks
{
    private const int Frames = 480_000;
    private const int SampleRate = 48_000;

    private readonly float[] _samples = new float[Frames];
    private byte[] _shorts = [];
    private byte[] _triples = [];

    [GlobalSetup]
    public void Setup()
    {
        _shorts = BuildWav(2);
        _triples = BuildWav(3);
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
    public int DecodeTo16Bit() => AudioDecoder.DecodeTo(_shorts, _samples);

    [Benchmark]
    public int DecodeTo24Bit() => AudioDecoder.DecodeTo(_triples, _samples);

    [Benchmark]
    public AudioClip Decode16Bit() => AudioDecoder.Decode(_shorts);

    private static byte[] BuildWav(int bytes)
    {
        var data = new byte[44 + (Frames * bytes)];
        new Random(bytes).NextBytes(data);
        "RIFF"u8.CopyTo(data);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(4), data.Length - 8);
        "WAVEfmt "u8.CopyTo(data.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(24), SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(28), SampleRate * bytes);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(32), (short)bytes);
        BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(34), (short)(8 * bytes));
        "data"u8.CopyTo(data.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(40), Frames * bytes);
        return data;
    }
}
