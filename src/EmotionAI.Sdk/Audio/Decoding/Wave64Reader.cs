using System.Buffers.Binary;

namespace EmotionAI.Audio.Decoding;

/// <summary>Reads the header of a Sony Wave64 file: WAV with GUIDs in place of names, and sizes of 64 bits that count the header of the chunk.</summary>
internal static class Wave64Reader
{
    private const int GuidBytes = 16;
    private const int ChunkHeaderBytes = GuidBytes + 8;
    private const int Alignment = 8;
    private const uint FormatName = 0x666D7420;
    private const uint DataName = 0x64617461;

    private static ReadOnlySpan<byte> RiffGuid => [0x72, 0x69, 0x66, 0x66, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 4, 0xC1, 0, 0];

    private static ReadOnlySpan<byte> NameGuid => [0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];

    /// <summary>Gets whether a file begins so.</summary>
    public static bool Begins(ReadOnlySpan<byte> start) => start.StartsWith(RiffGuid);

    /// <summary>Reads up to the first sample.</summary>
    public static PcmHeader ReadHeader(ref AudioSource source, EmotionLimits limits)
    {
        source.Skip(ChunkHeaderBytes + GuidBytes);
        PcmFormat? format = null;
        string? warning = null;
        for (var chunks = 1; ; chunks++)
        {
            AudioBounds.CheckChunks(source.Origin, limits, chunks, source.Position);
            var at = source.Position;
            var header = source.Peek(ChunkHeaderBytes);
            if (header.Length < ChunkHeaderBytes)
            {
                throw source.Origin.Truncated(Invariant($"ends at byte {at + header.Length} without a chunk 'data'."), at);
            }

            var name = header[4..GuidBytes].SequenceEqual(NameGuid) ? BinaryPrimitives.ReadUInt32BigEndian(header) : 0;
            var size = (long)ChunkReader.UInt64(header[GuidBytes..], isBigEndian: false) - ChunkHeaderBytes;
            source.Advance(ChunkHeaderBytes);
            if (name == DataName)
            {
                return new PcmHeader(
                    AudioFileFormat.Wave64,
                    format ?? throw source.Origin.Invalid("has its chunk 'data' before its chunk 'fmt '.", at),
                    size <= 0 ? null : size)
                {
                    Warning = warning,
                };
            }

            if (size < 0)
            {
                throw source.Origin.Invalid(Invariant($"announces a chunk of {size + ChunkHeaderBytes} bytes; its header alone has {ChunkHeaderBytes}."), at);
            }

            if (name == FormatName)
            {
                format = WavFormatChunk.Parse(source.Origin, limits, source.Peek((int)Math.Min(size, WavFormatChunk.LongestBytes)), isBigEndian: false, at, out warning);
            }

            var padded = size > long.MaxValue - Alignment ? size : (size + Alignment - 1) / Alignment * Alignment;
            if (source.Skip(padded) < padded)
            {
                throw source.Origin.Truncated(Invariant($"announces {size} bytes in a chunk and ends before; a chunk 'data' must follow."), at);
            }
        }
    }
}
