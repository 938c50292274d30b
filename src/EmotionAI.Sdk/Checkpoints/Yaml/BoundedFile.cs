namespace EmotionAI.Checkpoints.Yaml;

/// <summary>Reads a small text file whole, after its size has been held against a bound.</summary>
internal static class BoundedFile
{
    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximum">The largest size allowed, in bytes.</param>
    /// <param name="limit">The name of the bound, for the message.</param>
    /// <exception cref="EmotionAIException">The file is missing, unreadable or too large.</exception>
    public static byte[] Read(string path, int maximum, string limit)
    {
        try
        {
            using var handle = File.OpenHandle(path);
            var length = RandomAccess.GetLength(handle);
            if (length > maximum)
            {
                throw TooLarge(path, length, maximum, limit);
            }

            // One byte more than the length, so that a file that grows meanwhile is noticed.
            var bytes = new byte[(int)length + 1];
            var count = 0;
            for (int read; count < bytes.Length && (read = RandomAccess.Read(handle, bytes.AsSpan(count), count)) > 0;)
            {
                count += read;
            }

            return count > length ? throw TooLarge(path, count, (int)length, limit) : bytes[..count];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' does not exist.", path, innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }

    private static EmotionAIException TooLarge(string path, long length, int maximum, string limit) =>
        new(EmotionErrorCodes.LimitExceeded, $"'{path}' has {length} bytes; at most {maximum} are allowed ({limit}).", path);
}
