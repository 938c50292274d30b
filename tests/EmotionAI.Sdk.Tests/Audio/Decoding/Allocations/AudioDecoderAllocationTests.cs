using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding.Allocations;

public sealed class AudioDecoderAllocationTests
{
    private const long FixedBytes = 64 << 10;
    private const long BytesPerByte = 8;

    public static TheoryData<string, byte[]> Files => new()
    {
        { "8-bit", WavBuilder.Simple(50_000, bits: 8) },
        { "16-bit", WavBuilder.Simple(50_000) },
        { "24-bit", WavBuilder.Simple(50_000, channels: 2, bits: 24) },
        { "32-bit", WavBuilder.Simple(50_000, bits: 32) },
        { "FLAC", File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", "flac", "s16_stereo_l8_bdefault.flac")) },
        { "24-bit FLAC", File.ReadAllBytes(Goldens.Path("golden", "audio", "decode", "flac", "s24_mono_96k.flac")) },
    };

    public static TheoryData<string, byte[]> Liars => new()
    {
        { "4 GB of samples", WavBuilder.File(WavBuilder.Format(), WavBuilder.Chunk("data", new byte[4], 0xFFFF_0000)) },
        { "2 GB of samples", WavBuilder.File(WavBuilder.Format(), WavBuilder.Chunk("data", new byte[4], 0x7000_0000)) },
        { "a chunk of 4 GB", WavBuilder.File(WavBuilder.Format(), WavBuilder.Chunk("LIST", new byte[4], 0xFFFF_FFFF)) },
        { "a FLAC of 600 s", new FlacBuilder(48_000, 8, 32) { TotalFrames = 600 * 48_000, LongestBlock = 65_535 }.Build() },
        { "a FLAC block of 65,535", new FlacBuilder(48_000, 8, 32) { LongestBlock = 65_535 }.Raw(0xFF, 0xF8, 0x70, 0x70).Build() },
    };

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void DecodeTo_SteadyState_AllocatesNothing(string name, byte[] data)
    {
        var samples = new float[AudioDecoder.ReadInfo(data).FrameCount!.Value * AudioDecoder.ReadInfo(data).Channels];

        var allocated = Allocated.Settled(() =>
        {
            for (var i = 0; i < 10; i++)
            {
                AudioDecoder.ReadInfo(data);
                AudioDecoder.DecodeTo(data, samples);
            }
        });

        Assert.Equal((name, 0L), (name, allocated));
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Decode_Memory_FollowsTheBytesPresent(string name, byte[] data)
    {
        var fromMemory = Allocated.Least(() => AudioDecoder.Decode(data));
        var fromStream = Allocated.Least(() => AudioDecoder.Decode(new MemoryStream(data)));
        var fromPipe = Allocated.Least(() => AudioDecoder.Decode(new TrickleStream(data, 4_000)));

        Assert.NotEmpty(name);
        Assert.All([fromMemory, fromStream], bytes => Assert.InRange(bytes, 1, FixedBytes + (BytesPerByte * data.Length)));
        Assert.InRange(fromPipe, 1, FixedBytes + (2 * BytesPerByte * data.Length));
    }

    [Theory]
    [MemberData(nameof(Liars), DisableDiscoveryEnumeration = true)]
    public void Decode_LyingHeader_AllocatesForTheBytesPresent(string name, byte[] data)
    {
        var allocated = Allocated.Least(() => Read(data));

        Assert.NotEmpty(name);
        Assert.InRange(allocated, 1, FixedBytes + (BytesPerByte * data.Length));
    }

    private static void Read(byte[] data)
    {
        foreach (var open in new Func<Stream>[] { () => new MemoryStream(data), () => new TrickleStream(data, 64) })
        {
            try
            {
                Assert.InRange(AudioDecoder.Decode(open()).FrameCount, 0, data.Length);
            }
            catch (EmotionAIException e)
            {
                Assert.Equal(EmotionErrorCodes.FileTruncated, e.Code);
            }
        }
    }
}
