namespace EmotionAI.Audio.Decoding;

/// <summary>Reads the first bytes of a recording that tell its format: those behind the ID3v2 tags, which stand before MP3, FLAC and AAC alike.</summary>
internal static class AudioStart
{
    private const int Bytes = 4_096;
    private const int TagHeaderBytes = 10;

    /// <returns>4,096 bytes, or all where there are fewer. The stream stays anywhere.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be read.</exception>
    public static byte[] Read(Stream stream, EmotionLimits limits)
    {
        try
        {
            var start = new byte[Bytes];
            for (var tags = 0; tags <= limits.AudioChunks; tags++)
            {
                var begin = stream.Position;
                var length = stream.ReadAtLeast(start, Bytes, throwOnEndOfStream: false);
                if (length < TagHeaderBytes || !start.AsSpan().StartsWith("ID3"u8))
                {
                    return start[..length];
                }

                stream.Position = begin + TagLength(start);
            }

            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var path = (stream as FileStream)?.Name;
            throw new AudioOrigin(path).Fault(EmotionErrorCodes.FileUnreadable, $"cannot be read: {e.Message}", null, e);
        }
    }

    /// <summary>Gets the length of an ID3v2 tag, with its header and footer.</summary>
    public static long TagLength(ReadOnlySpan<byte> tag)
    {
        var size = ((tag[6] & 127) << 21) | ((tag[7] & 127) << 14) | ((tag[8] & 127) << 7) | (tag[9] & 127);
        return (long)TagHeaderBytes + size + ((tag[5] & 16) != 0 ? TagHeaderBytes : 0);
    }
}
