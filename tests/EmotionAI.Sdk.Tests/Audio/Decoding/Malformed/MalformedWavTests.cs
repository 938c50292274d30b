using EmotionAI.Audio;
using static EmotionAI.Tests.Audio.Decoding.WavBuilder;

namespace EmotionAI.Tests.Audio.Decoding.Malformed;

public sealed class MalformedWavTests
{
    private static readonly byte[] Samples = Chunk("data", new byte[8]);
    private static readonly byte[] PcmGuid = [1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    public static TheoryData<string, byte[], string, string> Rejections => new()
    {
        { "cut in the first header", "RIFF\0\0\0\0WA"u8.ToArray(), EmotionErrorCodes.FileTruncated, "10 bytes" },
        { "other form", Container("RIFF"u8, "AVI "u8, Samples), EmotionErrorCodes.FormatUnsupported, "'AVI '" },
        { "no chunks", File(), EmotionErrorCodes.FileTruncated, "without a chunk 'data'" },
        { "no data", File(Format()), EmotionErrorCodes.FileTruncated, "without a chunk 'data'" },
        { "cut chunk header", [.. File(Format()), .. "dat"u8], EmotionErrorCodes.FileTruncated, "without a chunk 'data'" },
        { "short format", File(Chunk("fmt ", new byte[14]), Samples), EmotionErrorCodes.FormatInvalid, "14 bytes" },
        { "chunk beyond the end", File(Format(), Chunk("LIST", new byte[4], 1000)), EmotionErrorCodes.FileTruncated, "announces 1000 bytes in the chunk 'LIST'" },
        { "no channels", File(Format(channels: 0), Samples), EmotionErrorCodes.FormatInvalid, "0 channels" },
        { "no rate", File(Format(sampleRate: 0), Samples), EmotionErrorCodes.FormatInvalid, "0 Hz" },
        { "no bits", File(Format(bits: 0), Samples), EmotionErrorCodes.FormatInvalid, "0 bits" },
        { "too many channels", File(Format(channels: 65), Samples), EmotionErrorCodes.LimitExceeded, "at most 64" },
        { "too high a rate", File(Format(sampleRate: 768_001), Samples), EmotionErrorCodes.LimitExceeded, "at most 768000" },
        { "wide integers", File(Format(bits: 33), Samples), EmotionErrorCodes.FormatUnsupported, "33 bits" },
        { "half floats", File(Format(tag: 3, bits: 16), Samples), EmotionErrorCodes.FormatUnsupported, "float samples of 16 bits" },
        { "MP3 inside", File(Format(tag: 0x55, bits: 16), Samples), EmotionErrorCodes.FormatUnsupported, "MP3" },
        { "no chunk behind", File(Format(), Chunk("LIST", new byte[12], 4), Samples), EmotionErrorCodes.FormatInvalid, "'LIST' (4 bytes)" },
        { "no chunk at first", [.. "RIFF\0\0\0\0WAVE"u8, .. new byte[16]], EmotionErrorCodes.FormatInvalid, "no chunk behind its first header" },
        { "GSM inside", File(Format(tag: 0x31, bits: 0), Samples), EmotionErrorCodes.FormatUnsupported, "GSM 6.10" },
        { "G.722 inside", File(Format(tag: 0x28F, bits: 4), Samples), EmotionErrorCodes.FormatUnsupported, "ffmpeg -i INPUT -ar 16000 -ac 1 OUTPUT.wav" },
        { "G.726 inside", File(Format(tag: 0x45, bits: 4), Samples), EmotionErrorCodes.FormatUnsupported, "G.726" },
        { "extensible, short", File(Format(tag: 0xFFFE, extension: [0, 0]), Samples), EmotionErrorCodes.FormatInvalid, "at least 40" },
        { "extensible, unknown", File(Format(tag: 0xFFFE, extension: [22, 0, 16, 0, 0, 0, 0, 0, .. PcmGuid[..15], 0]), Samples), EmotionErrorCodes.FormatUnsupported, "sub-format" },
        { "short ds64", Container("RF64"u8, "WAVE"u8, Chunk("ds64", new byte[12]), Format(), Samples), EmotionErrorCodes.FormatInvalid, "'ds64' of 12 bytes" },
    };

    public static TheoryData<string, byte[], string> Foreign => new()
    {
        { "Ogg", "OggS\0\0\0\0"u8.ToArray(), "Ogg" },
        { "MP3", [0xFF, 0xFB, 0x90, 0x00], "MPEG" },
        { "MP3 with a tag", [.. "ID3\u0004\0\0\0\0\0\u0002"u8, 0, 0, 0xFF, 0xFB], "ID3v2" },
        { "M4A", [0, 0, 0, 24, .. "ftypM4A "u8], "MP4" },
        { "WebM", [0x1A, 0x45, 0xDF, 0xA3], "Matroska" },
        { "AAC", [0xFF, 0xF1, 0x60, 0x40], "AAC (ADTS); supported" },
        { "Opus", [.. "OggS"u8, .. new byte[24], .. "OpusHead"u8], "Ogg Opus" },
        { "Vorbis", [.. "OggS"u8, .. new byte[24], .. "\u0001vorbis"u8], "Ogg Vorbis" },
        { "WebM with its name", [0x1A, 0x45, 0xDF, 0xA3, 0x80, .. "webm"u8], "WebM" },
        { "AMR", "#!AMR\n"u8.ToArray(), "AMR" },
        { "WMA", [0x30, 0x26, 0xB2, 0x75], "WMA" },
        { "MOV", [0, 0, 0, 8, .. "wide\0\0\0\0mdat"u8], "QuickTime" },
        { "iLBC", "#!iLBC30\n"u8.ToArray(), "iLBC" },
        { "SILK", [2, .. "#!SILK_V3"u8], "SILK" },
        { "VOC", "Creative Voice File\u001a"u8.ToArray(), "VOC" },
        { "DTS", [0x7F, 0xFE, 0x80, 0x01], "DTS" },
        { "MPEG program", [0, 0, 1, 0xBA], "MPEG program" },
        { "AVI", "RIFF\0\0\0\0AVI LIST"u8.ToArray(), "'AVI '" },
        { "WavPack", "wvpk"u8.ToArray(), "WavPack" },
        { "HTML", "\n<!DOCTYPE html><title>404</title>"u8.ToArray(), "HTML" },
        { "LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:00"u8.ToArray(), "git lfs pull" },
        { "JSON", "{\"error\":404}"u8.ToArray(), "JSON" },
        { "JSON list", "[\n {\"error\":404}]"u8.ToArray(), "JSON" },
        { "XML", "<?xml version=\"1.0\"?><Error/>"u8.ToArray(), "XML" },
        { "ZIP", "PK\u0003\u0004"u8.ToArray(), "a ZIP archive" },
        { "PDF", "%PDF-1.7"u8.ToArray(), "a PDF document" },
        { "PNG", [0x89, .. "PNG\r\n\u001a\n"u8], "a PNG picture" },
        { "JPEG", [0xFF, 0xD8, 0xFF, 0xE0], "a JPEG picture" },
        { "NumPy", [0x93, .. "NUMPY\u0001\0"u8], "a NumPy array" },
        { "zeros", new byte[100], "nothing but zeros" },
        { "text", "no recording of this speaker\nnor of others"u8.ToArray(), "text that begins with 'no recording of this spe'" },
        { "text in UTF-8 cut within a character", [.. "\uFEFFGrüße an alle, die hier keine Aufnahme vorfinden, liebe Leute"u8[..63], 0xC3], "text that begins with 'Grüße an alle, die hier '" },
        { "text in brackets", "[no recording]"u8.ToArray(), "text that begins with '[no recording]'" },
        { "white space", "  \n"u8.ToArray(), "blank text" },
        { "one byte", [0x41], "text that begins with 'A'" },
        { "text with a control character", "no\u0001record"u8.ToArray(), "the bytes 6E6F017265636F72 ('no.recor')" },
        { "bytes", [0xC0, 0x41, 0x42], "the bytes C04142 ('.AB')" },
    };

    [Theory]
    [MemberData(nameof(Rejections), DisableDiscoveryEnumeration = true)]
    public void Decode_MalformedWav_IsRefused(string name, byte[] data, string code, string words)
    {
        Assert.NotEmpty(name);

        foreach (var error in new[] { Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(data)), Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(new TrickleStream(data, 3))) })
        {
            Assert.Equal(code, error.Code);
            Assert.Contains(words, error.Message, StringComparison.Ordinal);
            Assert.Null(error.Path);
            Assert.InRange(error.Offset!.Value, 0, data.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Foreign), DisableDiscoveryEnumeration = true)]
    public void Decode_ForeignFile_SaysWhatWasFoundAndWhatIsSupported(string name, byte[] data, string found)
    {
        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(data));

        Assert.Equal((name, EmotionErrorCodes.FormatUnsupported), (name, error.Code));
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
        Assert.Contains("supported are WAV", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_NoBytes_SaysSo()
    {
        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(ReadOnlySpan<byte>.Empty));

        Assert.Equal(EmotionErrorCodes.FileTruncated, error.Code);
        Assert.Contains("0 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_MissingFile_NamesIt()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "no-such-file.wav");

        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(path));

        Assert.Equal((EmotionErrorCodes.FileMissing, path), (error.Code, error.Path));
    }

    [Fact]
    public void Decode_Folder_IsUnreadable()
    {
        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(AppContext.BaseDirectory));

        Assert.Equal((EmotionErrorCodes.FileUnreadable, AppContext.BaseDirectory), (error.Code, error.Path));
    }

    [Fact]
    public void Decode_Chunks_AreAllowedUpToTheLimit()
    {
        var limits = new EmotionLimits { AudioChunks = 10 };
        var junk = Chunk("JUNK", [1, 2, 3]);

        var clip = AudioDecoder.Decode(File([Format(), .. Enumerable.Repeat(junk, 8), Samples]), limits);
        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(File([Format(), .. Enumerable.Repeat(junk, 9), Samples]), limits));

        Assert.Equal(4, clip.FrameCount);
        Assert.Equal(EmotionErrorCodes.LimitExceeded, error.Code);
    }

    [Fact]
    public void Decode_Duration_IsAllowedUpToTheLimit()
    {
        var limits = new EmotionLimits { AudioDuration = TimeSpan.FromMilliseconds(10), AudioChannels = 2, AudioSampleRate = 16_000 };

        var clip = AudioDecoder.Decode(Simple(160, channels: 2), limits);

        Assert.Equal(160, clip.FrameCount);
        foreach (var action in new Action[] { () => AudioDecoder.Decode(Simple(161), limits), () => AudioDecoder.Decode(new TrickleStream(Simple(161), 50), limits) })
        {
            Assert.Equal(EmotionErrorCodes.LimitExceeded, Assert.Throws<EmotionAIException>(action).Code);
        }
    }

    [Fact]
    public void Decode_EndlessPipe_StopsAtTheLimit()
    {
        byte[] endless = [.. File(Format(), Chunk("data", [], 0xFFFFFFFF)), .. new byte[64 << 20]];
        var pipe = new TrickleStream(endless, 1 << 16);

        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(pipe, new EmotionLimits { AudioDuration = TimeSpan.FromSeconds(1) }));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, error.Code);
    }
}
