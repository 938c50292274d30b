namespace EmotionAI.Formats;

/// <summary>Writes files whole or not at all: beside their places first, then there. Links are followed; devices and pipes are written through.</summary>
internal static class AtomicFile
{
    /// <summary>Checks, before any work, that a file may be written.</summary>
    /// <exception cref="EmotionAIException">It exists, and may not be replaced.</exception>
    public static void Check(string path, bool overwrite)
    {
        if (!overwrite && OutputPlace.HoldsFile(path))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' exists; name another place, or add --overwrite.", path);
        }
    }

    /// <exception cref="EmotionAIException">The file cannot be written.</exception>
    public static void Write(string path, byte[] content) => Write([KeyValuePair.Create(path, content)]);

    /// <summary>Writes files; none takes its place before all are on the disk, and where one cannot, those before it are as they were.</summary>
    /// <exception cref="EmotionAIException">A file cannot be written.</exception>
    public static void Write(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        var streams = files.ToLookup(file => OutputPlace.IsStream(file.Key));
        Replace([.. streams[false]]);
        foreach (var (path, content) in streams[true])
        {
            Try(path, () =>
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                stream.Write(content);
            });
        }
    }

    /// <summary>Writes a file that is not there yet, down to the disk.</summary>
    public static void WriteNew(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    private static void Replace(IReadOnlyList<KeyValuePair<string, byte[]>> files)
    {
        List<Replacement> replacements = [];
        try
        {
            foreach (var (path, content) in files)
            {
                Try(path, () =>
                {
                    replacements.Add(new Replacement(OutputPlace.Follow(path)));
                    replacements[^1].Prepare(content, keepOld: files.Count > 1);
                });
            }

            foreach (var replacement in replacements)
            {
                Try(replacement.Target, replacement.Apply);
            }
        }
        catch (EmotionAIException)
        {
            replacements.ForEach(replacement => replacement.Undo());
            throw;
        }
        finally
        {
            replacements.ForEach(replacement => replacement.RemoveDrafts());
        }
    }

    private static void Try(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnwritable, $"'{path}' cannot be written: {e.Message}", path, innerException: e);
        }
    }
}
