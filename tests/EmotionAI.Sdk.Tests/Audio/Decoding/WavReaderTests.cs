using EmotionAI.Audio;
using static EmotionAI.Tests.Audio.Decoding.WavBuilder;

namespace EmotionAI.Tests.Audio.Decoding;

public sealed class WavReaderTests
{
    private static readonly byte[] Four = [0, 64, 0, 192, 0, 32, 0, 224];
    private static readonly float[] FourDecoded = [0.5f, -0.5f, 0.25f, -0.25f];

    [Theory]
    [InlineData(0xFFFFFFFF)]
    [InlineData(0x7FFFF000)]
    [InlineData(0x7FFFFFFF)]
    public void Decode_OpenSize_ReadsToTheEnd(long size)
    {
        var data = File(Format(), Chunk("data", Four, size));

        Assert.Equal(FourDecoded, AudioDecoder.Decode(data).Samples.ToArray());
        Assert.Equal(4, AudioDecoder.ReadInfo(data).FrameCount);
        Assert.False(AudioDecoder.ReadInfo(data).IsTruncated);
    }

    [Fact]
    public void Decode_SizeZeroWithAChunkBehind_IsEmpty()
    {
        var data = File(Format(), Chunk("data", []), Chunk("LIST", new byte[10]));

        Assert.Equal(0, AudioDecoder.Decode(data).FrameCount);
    }

    [Fact]
    public void Decode_SizeZeroAndSamplesBehindTheRiffSize_ReadsToTheEnd()
    {
        byte[] data = [.. File(Format(), Chunk("data", [])), .. Four];

        Assert.Equal(FourDecoded, AudioDecoder.Decode(data).Samples.ToArray());
    }

    [Fact]
    public void ReadInfo_FewerSamplesThanAnnounced_SaysTruncated()
    {
        var info = AudioDecoder.ReadInfo(File(Format(channels: 2), Chunk("data", Four, 100)));

        Assert.Equal(new AudioFileInfo(AudioFileFormat.Wav, 16_000, 2, 16, 2, IsTruncated: true), info);
    }

    [Fact]
    public void Decode_LongSizeLeftOpen_ReadsToTheEnd()
    {
        var data = Container("RF64"u8, "WAVE"u8, Chunk("ds64", new byte[28]), Format(), Chunk("data", Four, 0xFFFFFFFF));

        Assert.Equal(FourDecoded, AudioDecoder.Decode(data).Samples.ToArray());
    }

    [Fact]
    public void Decode_ManyChannelsAndRaisedLimit_ReadsWholeFrames()
    {
        const int Channels = 30_000;
        var data = Simple(3, Channels, bits: 16);

        var clip = AudioDecoder.Decode(new TrickleStream(data, 10_000), new EmotionLimits { AudioChannels = Channels });

        Assert.Equal((3, Channels), (clip.FrameCount, clip.Channels));
        SampleAssert.Equal(AudioDecoder.Decode(data, new EmotionLimits { AudioChannels = Channels }).Samples.Span, clip.Samples.Span, "channels");
    }

    [Fact]
    public void Decode_Stream_StartsWhereItStands()
    {
        using var stream = new MemoryStream([1, 2, 3, .. File(Format(), Chunk("data", Four))]);
        stream.Position = 3;

        Assert.Equal(FourDecoded, AudioDecoder.Decode(stream).Samples.ToArray());
    }

    [Fact]
    public void DecodeTo_ShortDestination_IsAnArgumentError()
    {
        var data = File(Format(), Chunk("data", Four));

        Assert.Throws<ArgumentException>(() => AudioDecoder.DecodeTo(data, new float[3]));
        Assert.Equal(4, AudioDecoder.DecodeTo(data, new float[9]));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Decode_EveryLength_EqualsTheFormula(int bits)
    {
        var bytes = bits / 8;
        for (var frames = 0; frames < 70; frames++)
        {
            var data = Simple(frames, bits: bits);
            var expected = new float[frames];
            for (var i = 0; i < frames; i++)
            {
                long value = 0;
                for (var j = 0; j < bytes; j++)
                {
                    value |= (long)data[44 + (i * bytes) + j] << (8 * j);
                }

                var signed = bits == 8 ? value - 128 : (value << (64 - bits)) >> (64 - bits);
                expected[i] = (float)(signed / Math.Pow(2, bits - 1));
            }

            SampleAssert.Equal(expected, AudioDecoder.Decode(data).Samples.Span, $"{frames} frames of {bits} bits");
        }
    }
}
