using EmotionAI.Audio;
using EmotionAI.Tests.Codecs.Making;

namespace EmotionAI.Tests.Codecs;

public sealed class OggOpusTests
{
    private const int Frames = 24_000;

    /// <summary>A lossy coding of tones at 64 kbit/s a channel.</summary>
    private const double LeastSignalToNoise = 15;

    [Theory]
    [InlineData(1, 960)]
    [InlineData(2, 960)]
    [InlineData(2, 120)]
    [InlineData(2, 2_880)]
    [InlineData(6, 960)]
    public void Decode_Channels_GiveTheSound(int channels, int packetLength)
    {
        var made = new OpusMaker(channels, Frames, packetLength);

        var clip = Decode(made.Ogg());

        Assert.Equal((48_000, channels, Frames), (clip.SampleRate, clip.Channels, clip.FrameCount));
        var tones = made.Tones.ToArray();
        if (channels == 6)
        {
            // Vorbis has the low frequencies last, WAV behind the centre, which is third.
            tones = [.. tones.Chunk(6).SelectMany(frame => new[] { frame[0], frame[2], frame[1], frame[5], frame[3], frame[4] })];
        }

        Assert.InRange(SampleDifference.SignalToNoise(tones, clip.Samples.Span), LeastSignalToNoise, double.PositiveInfinity);
        Assert.False(clip.IsIncomplete);
        Assert.Empty(clip.Warnings);
    }

    [Theory]
    [InlineData(8_000u, 8_000)]
    [InlineData(11_025u, 12_000)]
    [InlineData(16_000u, 16_000)]
    [InlineData(24_000u, 24_000)]
    [InlineData(44_100u, 48_000)]
    [InlineData(96_000u, 48_000)]
    [InlineData(0u, 48_000)]
    public void Decode_RateOfTheHeader_IsTheLowestThatHoldsIt(uint inputRate, int expected)
    {
        var made = new OpusMaker(1, Frames);

        var clip = Decode(made.Ogg(made.Head(inputRate)));

        Assert.Equal((expected, Frames / (48_000 / expected)), (clip.SampleRate, clip.FrameCount));
    }

    [Fact]
    public void Decode_GainOfTheHeader_IsApplied()
    {
        var made = new OpusMaker(1, Frames);
        var plain = Decode(made.Ogg()).Samples.ToArray();

        var quiet = Decode(made.Ogg(made.Head(gain: -6 * 256))).Samples.Span;

        Assert.InRange(SampleDifference.Largest([.. plain.Select(sample => sample * MathF.Pow(10, -6f / 20))], quiet), 0, 1e-6);
    }

    [Fact]
    public void Decode_RecordingOfARunningStream_BeginsAtItsFirstPacket()
    {
        var made = new OpusMaker(1, Frames);

        var clip = Decode(made.Ogg(begin: 48_000 * 3_600));

        Assert.Equal(Frames, clip.FrameCount);
        Assert.Equal(Decode(made.Ogg()).Samples.ToArray(), clip.Samples.ToArray());
    }

    [Fact]
    public void Decode_OnePacketAPageAndOnePageForAll_GiveTheSame()
    {
        var made = new OpusMaker(2, Frames);

        Assert.Equal(Decode(made.Ogg(packetsOfPage: 1)).Samples.ToArray(), Decode(made.Ogg(packetsOfPage: 200)).Samples.ToArray());
    }

    [Fact]
    public void Decode_PacketsOverSeveralPages_AreWhole()
    {
        var made = new OpusMaker(2, Frames);
        var writer = new OggWriter().Page(0, 2, 1, made.Head()).Page(0, 0, 1, [.. "OpusTags"u8, 0, 0, 0, 0, 0, 0, 0, 0]);
        var first = made.Packets[0];
        Assert.InRange(first.Length, 256, 509);
        writer.Raw(-1, 0, 1, [255], first[..255]);
        writer.Raw(made.PacketLength, 1, 1, [(byte)(first.Length - 255)], first[255..]);
        writer.Page(made.LastGranule, 4, 1, made.Packets[1..]);

        var clip = Decode(writer.ToArray());

        Assert.Equal(Decode(made.Ogg()).Samples.ToArray(), clip.Samples.ToArray());
        Assert.Empty(clip.Warnings);
    }

    [Fact]
    public void Decode_BesideAFilm_FindsTheSound()
    {
        var made = new OpusMaker(1, Frames);
        var writer = new OggWriter().Page(0, 2, 7, [0x80, .. "theora"u8, 3, 2, 1]);
        made.WriteTo(writer);

        var clip = Decode(writer.ToArray());

        Assert.Equal(Decode(made.Ogg()).Samples.ToArray(), clip.Samples.ToArray());
    }

    [Fact]
    public void Decode_ChainedRecordings_AreJoined()
    {
        var made = new OpusMaker(1, Frames);
        var writer = new OggWriter();
        made.WriteTo(writer, serial: 1);
        made.WriteTo(writer, serial: 2);
        var once = Decode(made.Ogg()).Samples.ToArray();

        var clip = Decode(writer.ToArray());

        Assert.Equal([.. once, .. once], clip.Samples.ToArray());
        Assert.Empty(clip.Warnings);
    }

    [Fact]
    public void Decode_ChainedRecordingOfAnotherShape_IsLeftOutAndTold()
    {
        var writer = new OggWriter();
        new OpusMaker(1, Frames).WriteTo(writer, serial: 1);
        new OpusMaker(2, Frames).WriteTo(writer, serial: 2);

        var clip = Decode(writer.ToArray());

        Assert.Equal((1, Frames), (clip.Channels, clip.FrameCount));
        Assert.Contains("is left out", Assert.Single(clip.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_MissingPageAndBrokenChecksum_AreTold()
    {
        var made = new OpusMaker(1, 48_000);
        var broken = made.Ogg();
        broken[broken.Length / 2] ^= 1;
        var lost = new OggWriter().Page(0, 2, 1, made.Head()).Page(0, 0, 1, [.. "OpusTags"u8, 0, 0, 0, 0, 0, 0, 0, 0])
            .Page(20 * 960, 0, 1, made.Packets[..20]).Lose(1).Page(made.LastGranule, 4, 1, made.Packets[25..]).ToArray();

        foreach (var clip in new[] { Decode(broken), Decode(lost) })
        {
            Assert.Contains("parts are damaged, the first at byte", Assert.Single(clip.Warnings), StringComparison.Ordinal);
            Assert.InRange(clip.FrameCount, 38_000, 48_000);
        }
    }

    [Fact]
    public void Decode_CutFile_GivesWhatIsThereAndTells()
    {
        var made = new OpusMaker(1, Frames);
        var file = made.Ogg();

        var clip = Decode(file[..(file.Length * 2 / 3)]);

        Assert.True(clip.IsIncomplete);
        Assert.InRange(clip.FrameCount, Frames / 3, Frames);
    }

    [Fact]
    public void Decode_PacketThatIsNone_IsSilent()
    {
        var made = new OpusMaker(1, Frames);
        made.Packets[12] = [0xFF, 0xFF, 0xFF];

        var clip = Decode(made.Ogg());

        Assert.Contains("1 of", Assert.Single(clip.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 0x10, EmotionErrorCodes.FormatUnsupported, "version 1.0")]
    [InlineData(9, 0, EmotionErrorCodes.FormatInvalid, "0 channels")]
    [InlineData(9, 3, EmotionErrorCodes.FormatInvalid, "3 channels")]
    [InlineData(18, 255, EmotionErrorCodes.FormatUnsupported, "channel mapping 255")]
    [InlineData(18, 1, EmotionErrorCodes.FormatInvalid, "needs a table")]
    public void Decode_HeaderThatIsNotAllowed_IsRefused(int offset, byte value, string code, string expected)
    {
        var made = new OpusMaker(1, 4_800);
        var head = made.Head();
        head[offset] = value;

        var exception = Assert.Throws<EmotionAIException>(() => Decode(made.Ogg(head)));

        Assert.Equal(code, exception.Code);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 3)]
    [InlineData(7, 7)]
    [InlineData(2, 1)]
    public void Decode_TableOfStreamsThatAreNotThere_IsRefused(byte streams, byte coupled)
    {
        var made = new OpusMaker(6, 4_800);
        var head = made.Head();
        (head[19], head[20]) = (streams, coupled);

        var exception = Assert.Throws<EmotionAIException>(() => Decode(made.Ogg(head)));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, exception.Code);
    }

    private static AudioClip Decode(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return AudioDecoder.Decode(stream, AudioCodecs.All);
    }
}
