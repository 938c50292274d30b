namespace EmotionAI.Formats;

/// <summary>Opens untrusted files, bounded, and words what is wrong with them.</summary>
internal static class ArtefactFile
{
    /// <summary>The largest JSON, CSV or text file, in bytes.</summary>
    public const int LongestText = 16 << 20;

    /// <summary>Creates the exception that says file, found and allowed.</summary>
    public static EmotionAIException Fault(string code, string path, string found, string allowed, long? offset = null, Exception? cause = null) =>
        new(code, $"'{path}': {found}; {allowed} allowed.", path, offset, cause);

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="EmotionAIException">The file is missing or cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' does not exist.", path, innerException: e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }

    /// <summary>Refuses a name that nothing has; what is there is left alone, as a pipe can be opened once only.</summary>
    /// <exception cref="EmotionAIException">The file is missing.</exception>
    public static void RequirePresent(string path)
    {
        if (!Path.Exists(path))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{path}' does not exist.", path);
        }
    }

    /// <summary>Reads a text file whole; a pipe or a device too, as long as it ends.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maximum">The largest size allowed, in bytes.</param>
    /// <exception cref="EmotionAIException">The file is missing, cannot be read, or is too large.</exception>
    public static byte[] ReadBytes(string path, int maximum = LongestText) => BoundedFile.ReadAny(path, maximum);
}
