using System.Buffers.Binary;
using EmotionAI.Audio.Decoding;
using EmotionAI.Audio.Reading;

namespace EmotionAI.Audio.Opus;

/// <summary>Reads the identification header of Opus (RFC 7845, 5.1), in Ogg the first packet, in Matroska the private data.</summary>
/// <param name="Channels">The number of channels, 1 to 8.</param>
/// <param name="PreSkip">What is left out at the beginning, in samples of 48 kHz.</param>
/// <param name="OutputRate">The rate to decode at, in Hz: the lowest that Opus has and that holds what was recorded.</param>
/// <param name="Gain">What samples are multiplied by.</param>
/// <param name="Streams">The number of streams in each packet.</param>
/// <param name="Coupled">How many of them, the first ones, have two channels.</param>
/// <param name="Mapping">Which channel of the streams each channel is, in the order of WAV.</param>
internal sealed record OpusHead(int Channels, int PreSkip, int OutputRate, float Gain, int Streams, int Coupled, byte[] Mapping)
{
    /// <summary>The rate of every position in Opus, in Hz.</summary>
    public const int PositionRate = 48_000;

    private const int FixedBytes = 19;
    private const int MostChannels = 8;
    private const byte Unused = 255;

    private static readonly int[] Rates = [8_000, 12_000, 16_000, 24_000, PositionRate];

    /// <exception cref="EmotionAIException">It is no header, or one of a kind that is not supported.</exception>
    public static OpusHead Read(ReadOnlySpan<byte> bytes, AudioOrigin origin, long offset)
    {
        if (bytes.Length < FixedBytes || !bytes.StartsWith("OpusHead"u8))
        {
            throw origin.Invalid(Invariant($"has an Opus header of {bytes.Length} bytes; 'OpusHead' and 11 bytes or more are needed"), offset);
        }

        if ((bytes[8] & 0xF0) != 0)
        {
            throw origin.Unsupported(Invariant($"has an Opus header of version {bytes[8] >> 4}.{bytes[8] & 15}; version 0 is supported."), offset);
        }

        int channels = bytes[9];
        var inputRate = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        var gain = BinaryPrimitives.ReadInt16LittleEndian(bytes[16..]);
        var (streams, coupled, mapping) = ReadMapping(bytes, channels, origin, offset);
        return new OpusHead(
            channels,
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[10..]),
            Rates.FirstOrDefault(rate => inputRate > 0 && inputRate <= rate, PositionRate),
            MathF.Pow(10, gain / (20f * 256)),
            streams,
            coupled,
            mapping);
    }

    /// <summary>Converts a length at 48 kHz to one at the rate that is decoded at.</summary>
    public long Scale(long length) => length * OutputRate / PositionRate;

    private static (int Streams, int Coupled, byte[] Mapping) ReadMapping(ReadOnlySpan<byte> bytes, int channels, AudioOrigin origin, long offset)
    {
        var family = bytes[18];
        if (family == 0)
        {
            return channels is 1 or 2 ? (1, channels - 1, [0, 1]) : throw origin.Invalid(Invariant($"has an Opus header with {channels} channels; channel mapping 0 allows 1 and 2"), offset);
        }

        if (family != 1)
        {
            throw origin.Unsupported(Invariant($"has Opus with channel mapping {family}; 0 and 1 (mono to 7.1) are supported."), offset);
        }

        if (channels is 0 or > MostChannels || bytes.Length < FixedBytes + 2 + channels)
        {
            throw origin.Invalid(Invariant($"has an Opus header of {bytes.Length} bytes with {channels} channels; channel mapping 1 allows 1 to {MostChannels} and needs a table of them"), offset);
        }

        int streams = bytes[19], coupled = bytes[20];
        var mapping = bytes.Slice(FixedBytes + 2, channels).ToArray();
        if (streams == 0 || coupled > streams || streams + coupled > MostChannels || mapping.Any(channel => channel != Unused && channel >= streams + coupled))
        {
            throw origin.Invalid(Invariant($"has an Opus header with {streams} streams, {coupled} of them coupled, whose table names others"), offset);
        }

        return (streams, coupled, ChannelOrder.Of(channels) is { } order ? [.. order.Select(channel => mapping[channel])] : mapping);
    }
}
