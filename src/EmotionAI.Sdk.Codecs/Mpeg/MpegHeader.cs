using System.Buffers.Binary;
using NLayer;

namespace EmotionAI.Audio.Mpeg;

/// <summary>Reads the four bytes before each MPEG audio frame (ISO 11172-3 and 13818-3, and the unofficial version 2.5).</summary>
/// <param name="Bits">The bytes, the first one highest.</param>
internal readonly record struct MpegHeader(uint Bits)
{
    public const int Bytes = 4;

    /// <summary>The sync word, version, layer and rate: what all frames of a recording share.</summary>
    private const uint SharedBits = 0xFFFE_0C00;

    private static readonly int[] Rates = [44_100, 48_000, 32_000];

    /// <summary>Bit rates in kbit/s: layers I, II and III of version 1, then layer I and the others of version 2.</summary>
    private static readonly int[][] BitRates =
    [
        [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ];

    public MpegVersion Version => ((Bits >> 19) & 3) switch
    {
        0 => MpegVersion.Version25,
        2 => MpegVersion.Version2,
        _ => MpegVersion.Version1,
    };

    public MpegLayer Layer => (MpegLayer)(4 - ((Bits >> 17) & 3));

    public bool HasCrc => (Bits & 0x1_0000) == 0;

    public int BitRateIndex => (int)(Bits >> 12) & 15;

    public int BitRate => 1_000 * BitRates[Version == MpegVersion.Version1 ? (int)Layer - 1 : Layer == MpegLayer.LayerI ? 3 : 4][BitRateIndex];

    public int SampleRateIndex => (int)(Bits >> 10) & 3;

    public int SampleRate => Rates[SampleRateIndex] >> (Version == MpegVersion.Version1 ? 0 : Version == MpegVersion.Version2 ? 1 : 2);

    public MpegChannelMode ChannelMode => (MpegChannelMode)((Bits >> 6) & 3);

    public int ChannelModeExtension => (int)(Bits >> 4) & 3;

    public bool IsCopyrighted => (Bits & 8) != 0;

    public int Channels => ChannelMode == MpegChannelMode.Mono ? 1 : 2;

    /// <summary>Gets the number of samples of each channel.</summary>
    public int Samples => Layer switch
    {
        MpegLayer.LayerI => 384,
        MpegLayer.LayerIII when Version != MpegVersion.Version1 => 576,
        _ => 1_152,
    };

    /// <summary>Gets the length of the frame with its header, in bytes.</summary>
    public int FrameBytes
    {
        get
        {
            var padding = (int)(Bits >> 9) & 1;
            return Layer == MpegLayer.LayerI
                ? ((12 * BitRate / SampleRate) + padding) * 4
                : (Samples / 8 * BitRate / SampleRate) + padding;
        }
    }

    /// <summary>Gets the length of what stands between header and sound in a frame of layer III.</summary>
    public int SideBytes => (Version == MpegVersion.Version1, Channels) switch
    {
        (true, 2) => 32,
        (false, 1) => 9,
        _ => 17,
    };

    /// <summary>Gets whether these are the bytes before a frame whose length is known: not one of a free or reserved bit rate, nor of a reserved version, layer or sample rate.</summary>
    private bool IsHeader => (Bits & 0xFFE0_0000) == 0xFFE0_0000
        && (Bits & 0x18_0000) != 0x8_0000
        && (Bits & 0x6_0000) != 0
        && BitRateIndex is > 0 and < 15
        && SampleRateIndex != 3;

    /// <summary>Reads a header.</summary>
    /// <returns>Null where the bytes are none.</returns>
    public static MpegHeader? Read(ReadOnlySpan<byte> bytes)
    {
        return bytes.Length >= Bytes && new MpegHeader(BinaryPrimitives.ReadUInt32BigEndian(bytes)) is { IsHeader: true } header ? header : null;
    }

    /// <summary>Gets whether a frame can be of the same recording.</summary>
    public bool Fits(MpegHeader other) => ((Bits ^ other.Bits) & SharedBits) == 0 && Channels == other.Channels;
}
