using System.Buffers.Binary;
using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding;

/// <summary>AU, CAF and Wave64 are plain samples behind another header: every encoding gives what the same samples give elsewhere.</summary>
public sealed class PlainContainerTests
{
    private static readonly float[] Expected = [0.5f, -0.5f, 0.25f, -0.25f];
    private static readonly byte[] Four = [0, 64, 0, 192, 0, 32, 0, 224];
    private static readonly byte[] FourBig = [64, 0, 192, 0, 32, 0, 224, 0];
    private static readonly byte[] Wave64Names = [0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];
    private static readonly byte[] Wave64Format = [1, 0, 1, 0, 0x80, 0x3E, 0, 0, 0, 0x7D, 0, 0, 2, 0, 16, 0];

    public static TheoryData<string, byte[], AudioFileFormat> Intact => new()
    {
        { "AU", Au(3, FourBig), AudioFileFormat.Au },
        { "AU, 8 bits", Au(2, [64, 192, 32, 224]), AudioFileFormat.Au },
        { "AU, 24 bits", Au(4, [64, 0, 0, 192, 0, 0, 32, 0, 0, 224, 0, 0]), AudioFileFormat.Au },
        { "AU, 32 bits", Au(5, [64, 0, 0, 0, 192, 0, 0, 0, 32, 0, 0, 0, 224, 0, 0, 0]), AudioFileFormat.Au },
        { "AU, float", Au(6, [63, 0, 0, 0, 191, 0, 0, 0, 62, 128, 0, 0, 190, 128, 0, 0]), AudioFileFormat.Au },
        { "AU, double", Au(7, [.. Expected.SelectMany(value => Big((double)value))]), AudioFileFormat.Au },
        { "AU, open size", Au(3, FourBig, uint.MaxValue), AudioFileFormat.Au },
        { "AU, size 0", Au(3, FourBig, 0), AudioFileFormat.Au },
        { "AU, notes in its header", Au(3, FourBig, offset: 40), AudioFileFormat.Au },
        { "AU, little-endian", [.. "dns."u8, 24, 0, 0, 0, 8, 0, 0, 0, 3, 0, 0, 0, 0x80, 0x3E, 0, 0, 1, 0, 0, 0, .. Four], AudioFileFormat.Au },
        { "CAF", Caf("lpcm", 0, 2, 16, FourBig), AudioFileFormat.Caf },
        { "CAF, little-endian", Caf("lpcm", 2, 2, 16, Four), AudioFileFormat.Caf },
        { "CAF, float", Caf("lpcm", 1, 4, 32, [63, 0, 0, 0, 191, 0, 0, 0, 62, 128, 0, 0, 190, 128, 0, 0]), AudioFileFormat.Caf },
        { "CAF, 24 bits", Caf("lpcm", 0, 3, 24, [64, 0, 0, 192, 0, 0, 32, 0, 0, 224, 0, 0]), AudioFileFormat.Caf },
        { "CAF, 24 in 32", Caf("lpcm", 0, 4, 24, [64, 0, 0, 0, 192, 0, 0, 0, 32, 0, 0, 0, 224, 0, 0, 0]), AudioFileFormat.Caf },
        { "CAF, open size", Caf("lpcm", 0, 2, 16, FourBig, -1), AudioFileFormat.Caf },
        { "CAF, chunks between and behind", Caf("lpcm", 0, 2, 16, FourBig, between: CafChunk("free", new byte[21]), behind: CafChunk("info", new byte[9])), AudioFileFormat.Caf },
        { "Wave64", Wave64(Wave64Chunk("fmt ", Wave64Format), Wave64Chunk("data", Four)), AudioFileFormat.Wave64 },
        { "Wave64, chunks between and behind", Wave64(Wave64Chunk("fact", new byte[5]), Wave64Chunk("fmt ", Wave64Format), Wave64Chunk("levl", new byte[3]), Wave64Chunk("data", Four), Wave64Chunk("list", new byte[8])), AudioFileFormat.Wave64 },
        { "Wave64, open size", Wave64(Wave64Chunk("fmt ", Wave64Format), [.. Wave64Chunk("data", [], -1), .. Four]), AudioFileFormat.Wave64 },
    };

    public static TheoryData<string, byte[], string, string> Rejections => new()
    {
        { "AU of G.721", Au(23, FourBig), EmotionErrorCodes.FormatUnsupported, "G.721 ADPCM); PCM, float, A-law and mu-law are supported. Convert it first: ffmpeg" },
        { "AU cut in its header", Au(3, FourBig)[..20], EmotionErrorCodes.FileTruncated, "inside its AU header" },
        { "AU, samples inside its header", Au(3, FourBig, offset: 8), EmotionErrorCodes.FormatInvalid, "byte 8" },
        { "AU, samples beyond its end", Au(3, FourBig, offset: 1_000)[..100], EmotionErrorCodes.FileTruncated, "byte 1000" },
        { "AU, no channels", Au(3, FourBig, channels: 0), EmotionErrorCodes.FormatInvalid, "0 channels" },
        { "AU, many channels", Au(3, FourBig, channels: uint.MaxValue), EmotionErrorCodes.LimitExceeded, "at most 64" },
        { "CAF of AAC", Caf("aac ", 0, 0, 0, FourBig), EmotionErrorCodes.FormatUnsupported, "CAF format 'aac '; PCM, float, A-law and mu-law are supported. Convert it first: ffmpeg" },
        { "CAF without samples", Caf("lpcm", 0, 2, 16, FourBig)[..60], EmotionErrorCodes.FileTruncated, "without a chunk 'data'" },
        { "CAF of 0 bits", Caf("lpcm", 0, 0, 0, FourBig), EmotionErrorCodes.FormatUnsupported, "integer samples of 0 bits" },
        { "CAF, rate not a number", Caf("lpcm", 0, 2, 16, FourBig, rate: double.NaN), EmotionErrorCodes.FormatInvalid, "0 Hz" },
        { "CAF, short description", [.. "caff"u8, 0, 1, 0, 0, .. CafChunk("desc", new byte[8]), .. CafChunk("data", new byte[12])], EmotionErrorCodes.FormatInvalid, "'desc' of 8 bytes" },
        { "CAF, open chunk", [.. "caff"u8, 0, 1, 0, 0, .. CafChunk("info", [], -1)], EmotionErrorCodes.FormatInvalid, "'info'" },
        { "Wave64 of GSM", Wave64(Wave64Chunk("fmt ", [0x31, .. Wave64Format[1..]]), Wave64Chunk("data", Four)), EmotionErrorCodes.FormatUnsupported, "GSM 6.10" },
        { "Wave64, size below its header's", Wave64(Wave64Chunk("fmt ", Wave64Format, -20)), EmotionErrorCodes.FormatInvalid, "its header alone has 24" },
        { "Wave64 without samples", Wave64(Wave64Chunk("fmt ", Wave64Format)), EmotionErrorCodes.FileTruncated, "without a chunk 'data'" },
        { "Wave64, samples first", Wave64(Wave64Chunk("data", Four)), EmotionErrorCodes.FormatInvalid, "before its chunk 'fmt '" },
    };

    [Theory]
    [MemberData(nameof(Intact), DisableDiscoveryEnumeration = true)]
    public void Decode_PlainSamples_AreThoseOfTheFile(string name, byte[] data, AudioFileFormat format)
    {
        foreach (var clip in new[] { AudioDecoder.Decode(data), AudioDecoder.Decode(new TrickleStream(data, 7)) })
        {
            Assert.Equal((name, string.Join(' ', Expected)), (name, string.Join(' ', clip.Samples.ToArray())));
            Assert.Equal((16_000, 1, false), (clip.SampleRate, clip.Channels, clip.IsIncomplete));
            Assert.Empty(clip.Warnings);
        }

        Assert.Equal((format, 4L), (AudioDecoder.ReadInfo(data).Format, AudioDecoder.ReadInfo(data).FrameCount!.Value));
    }

    [Theory]
    [MemberData(nameof(Rejections), DisableDiscoveryEnumeration = true)]
    public void Decode_Malformed_IsRefused(string name, byte[] data, string code, string words)
    {
        foreach (var error in new[] { Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(data)), Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(new TrickleStream(data, 7))) })
        {
            Assert.Equal((name, code), (name, error.Code));
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
            Assert.InRange(error.Offset!.Value, 0, data.Length);
        }
    }

    [Fact]
    public void Decode_Companded_IsThatOfAWav()
    {
        var aLaw = AudioDecoder.Decode(WavBuilder.File(WavBuilder.Format(tag: 6, bits: 8), WavBuilder.Chunk("data", Four))).Samples.ToArray();
        var muLaw = AudioDecoder.Decode(WavBuilder.File(WavBuilder.Format(tag: 7, bits: 8), WavBuilder.Chunk("data", Four))).Samples.ToArray();

        Assert.Equal(aLaw, AudioDecoder.Decode(Au(27, Four)).Samples.ToArray());
        Assert.Equal(muLaw, AudioDecoder.Decode(Au(1, Four)).Samples.ToArray());
        Assert.Equal(aLaw, AudioDecoder.Decode(Caf("alaw", 0, 1, 8, Four)).Samples.ToArray());
        Assert.Equal(muLaw, AudioDecoder.Decode(Caf("ulaw", 0, 1, 8, Four)).Samples.ToArray());
    }

    [Fact]
    public void Decode_CutShort_GivesWhatIsThereAndIsIncomplete()
    {
        foreach (var data in new[] { Au(3, FourBig), Caf("lpcm", 0, 2, 16, FourBig), Wave64(Wave64Chunk("fmt ", Wave64Format), Wave64Chunk("data", Four)) })
        {
            var clip = AudioDecoder.Decode(data.AsSpan(0, data.Length - 3));

            Assert.Equal(Expected[..2], clip.Samples.ToArray());
            Assert.True(clip.IsIncomplete);
        }
    }

    private static byte[] Au(uint encoding, byte[] samples, uint? size = null, uint offset = 24, uint channels = 1) =>
        [.. ".snd"u8, .. Big(offset), .. Big(size ?? (uint)samples.Length), .. Big(encoding), .. Big(16_000), .. Big(channels), .. new byte[Math.Max(offset, 24) - 24], .. samples];

    private static byte[] Caf(string format, uint flags, uint packetBytes, uint bits, byte[] samples, long? size = null, byte[]? between = null, byte[]? behind = null, double rate = 16_000) =>
    [
        .. "caff"u8, 0, 1, 0, 0,
        .. CafChunk("desc", [.. Big(rate), .. System.Text.Encoding.ASCII.GetBytes(format), .. Big(flags), .. Big(packetBytes), .. Big(1), .. Big(1), .. Big(bits)]),
        .. between ?? [],
        .. CafChunk("data", [0, 0, 0, 0, .. samples], size),
        .. behind ?? [],
    ];

    private static byte[] CafChunk(string name, byte[] content, long? size = null) =>
        [.. System.Text.Encoding.ASCII.GetBytes(name), .. BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(size ?? content.Length)), .. content];

    private static byte[] Wave64(params byte[][] chunks) =>
        [.. "riff"u8, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 4, 0xC1, 0, 0, .. new byte[8], .. "wave"u8, .. Wave64Names, .. chunks.SelectMany(chunk => chunk)];

    private static byte[] Wave64Chunk(string name, byte[] content, long? size = null) =>
        [.. System.Text.Encoding.ASCII.GetBytes(name), .. Wave64Names, .. BitConverter.GetBytes(24 + (size ?? content.Length)), .. content, .. new byte[-content.Length & 7]];

    private static byte[] Big(uint value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(value));

    private static byte[] Big(double value) => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(BitConverter.DoubleToUInt64Bits(value)));
}
