namespace EmotionAI.Formats;

/// <summary>Reads a small file whole, block by block up to a bound: what a file says about its own length is a hint and no more.</summary>
internal static class BoundedFile
{
    private const int FirstBlock = 4096;

    /// <summary>Reads the bytes of a file; links are followed, pipes and terminals refused, for a folder at rest holds none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximum">The largest size allowed, in bytes.</param>
    /// <param name="limit">The name of the bound, for the message.</param>
    /// <exception cref="EmotionAIException">The file is missing, unreadable, no file at all, or too large.</exception>
    public static byte[] Read(string path, int maximum, string limit) => Guard(path, () =>
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        if (Directory.Exists(target))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' is a folder; a file is allowed.", path);
        }

        if (IsPipe(target))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' is a pipe or a terminal; a regular file is allowed.", path);
        }

        using var stream = new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return ReadToEnd(stream, path, maximum, limit);
    });

    /// <summary>Reads the bytes of a file that somebody named; a pipe or a device too, as long as it ends.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximum">The largest size allowed, in bytes.</param>
    /// <param name="limit">The name of the bound, for the message; null for none.</param>
    /// <exception cref="EmotionAIException">The file is missing, unreadable or too large.</exception>
    public static byte[] ReadAny(string path, int maximum, string? limit = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Guard(path, () =>
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return ReadToEnd(stream, path, maximum, limit);
        });
    }

    /// <summary>Reads what is left of a stream.</summary>
    /// <exception cref="EmotionAIException">There is more than the bound.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static byte[] ReadToEnd(Stream stream, string path, int maximum, string? limit = null)
    {
        var length = stream.CanSeek ? stream.Length - stream.Position : 0;
        if (length > maximum)
        {
            throw TooLarge(path, Invariant($"{length}"), maximum, limit);
        }

        var bytes = new byte[length];
        var count = 0;
        Span<byte> next = stackalloc byte[1];
        while (true)
        {
            if (count < bytes.Length)
            {
                var read = stream.Read(bytes, count, bytes.Length - count);
                if (read == 0)
                {
                    return bytes[..count];
                }

                count += read;
                continue;
            }

            if (stream.Read(next) == 0)
            {
                return bytes;
            }

            if (count == maximum)
            {
                throw TooLarge(path, Invariant($"more than {maximum}"), maximum, limit);
            }

            Array.Resize(ref bytes, (int)Math.Min(maximum, Math.Max(FirstBlock, 2L * count)));
            bytes[count++] = next[0];
        }
    }

    /// <summary>Tells a pipe before it is opened for reading, which would wait for a writer. Only what claims to be empty can be one.</summary>
    private static bool IsPipe(string path)
    {
        if (OperatingSystem.IsWindows() || new FileInfo(path).Length > 0)
        {
            return false;
        }

        try
        {
            // Opened for both, a pipe has a writer at once. Nothing is written, and an empty file stays as it is.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return !stream.CanSeek;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static EmotionAIException TooLarge(string path, string found, int maximum, string? limit) =>
        new(EmotionErrorCodes.LimitExceeded, Invariant($"'{path}' has {found} bytes; at most {maximum} are allowed{(limit is null ? "" : $" ({limit})")}."), path);

    private static byte[] Guard(string path, Func<byte[]> read)
    {
        try
        {
            return read();
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
}
