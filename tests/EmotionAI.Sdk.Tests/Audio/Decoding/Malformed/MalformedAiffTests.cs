using EmotionAI.Audio;

namespace EmotionAI.Tests.Audio.Decoding.Malformed;

public sealed class MalformedAiffTests
{
    private static readonly byte[] Rate = [0x40, 0x0C, 0xFA, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] Samples = Chunk("SSND", new byte[16]);

    public static TheoryData<string, byte[], string, string> Rejections => new()
    {
        { "no samples", File("AIFF", Common()), EmotionErrorCodes.FileTruncated, "'SSND'" },
        { "no COMM", File("AIFF", Samples), EmotionErrorCodes.FileTruncated, "'COMM'" },
        { "short COMM", File("AIFF", Chunk("COMM", new byte[10]), Samples), EmotionErrorCodes.FormatInvalid, "10 bytes" },
        { "short compressed COMM", File("AIFC", Common(), Samples), EmotionErrorCodes.FormatInvalid, "at least 22" },
        { "short SSND", File("AIFF", Common(), Chunk("SSND", new byte[4])), EmotionErrorCodes.FileTruncated, "'SSND' of 4 bytes" },
        { "offset beyond", File("AIFF", Common(), Chunk("SSND", [0, 0, 0, 9, 0, 0, 0, 0, .. new byte[8]])), EmotionErrorCodes.FormatInvalid, "9 bytes into" },
        { "no channels", File("AIFF", Common(channels: 0), Samples), EmotionErrorCodes.FormatInvalid, "0 channels" },
        { "wide integers", File("AIFF", Common(bits: 33), Samples), EmotionErrorCodes.FormatInvalid, "33 bits" },
        { "endless rate", File("AIFF", Common(rate: [0x7F, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0]), Samples), EmotionErrorCodes.FormatInvalid, "0 Hz" },
        { "negative rate", File("AIFF", Common(rate: [0xC0, .. Rate[1..]]), Samples), EmotionErrorCodes.FormatInvalid, "0 Hz" },
        { "ADPCM", File("AIFC", Common(compression: "ima4"), Samples), EmotionErrorCodes.FormatUnsupported, "'ima4'" },
    };

    [Theory]
    [MemberData(nameof(Rejections), DisableDiscoveryEnumeration = true)]
    public void Decode_MalformedAiff_IsRefused(string name, byte[] data, string code, string words)
    {
        Assert.NotEmpty(name);

        var error = Assert.Throws<EmotionAIException>(() => AudioDecoder.Decode(data));

        Assert.Equal(code, error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_MoreFramesAnnouncedThanThere_GivesThoseThere()
    {
        var data = File("AIFF", Common(frames: 100), Samples);

        Assert.Equal(4, AudioDecoder.Decode(data).FrameCount);
        Assert.Equal(16_000, AudioDecoder.ReadInfo(data).SampleRate);
    }

    private static byte[] Common(int channels = 1, int frames = 4, int bits = 16, byte[]? rate = null, string compression = "") =>
        Chunk("COMM", [0, (byte)channels, 0, 0, 0, (byte)frames, 0, (byte)bits, .. rate ?? Rate, .. System.Text.Encoding.ASCII.GetBytes(compression)]);

    private static byte[] Chunk(string name, byte[] content) =>
        [.. System.Text.Encoding.ASCII.GetBytes(name), 0, 0, 0, (byte)content.Length, .. content, .. new byte[content.Length & 1]];

    private static byte[] File(string form, params byte[][] chunks) =>
        [.. "FORM\0\0\0\0"u8, .. System.Text.Encoding.ASCII.GetBytes(form), .. chunks.SelectMany(c => c)];
}
