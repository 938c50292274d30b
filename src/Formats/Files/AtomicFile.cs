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
    public static void Write(IEnumerable<KeyValuePair<string, byte[]>> files) => Write(files.Select(file => KeyValuePair.Create<string, Action<Stream>>(file.Key, stream => stream.Write(file.Value))));

    /// <summary>Writes files whose content is given piece by piece, like <see cref="Write(IEnumerable{KeyValuePair{string, byte[]}})"/>.</summary>
    /// <exception cref="EmotionAIException">A file cannot be written.</exception>
    public static void Write(IEnumerable<KeyValuePair<string, Action<Stream>>> files)
    {
        var streams = files.ToLookup(file => OutputPlace.IsStream(file.Key));
        Replace([.. streams[false]]);
        foreach (var (path, content) in streams[true])
        {
            Try(path, () =>
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                content(stream);
            });
        }
    }

    /// <summary>Writes a file that is not there yet, down to the disk.</summary>
    public static void WriteNew(string path, byte[] content) => WriteNew(path, stream => stream.Write(content));

    /// <summary>Writes a file that is not there yet, piece by piece, down to the disk.</summary>
    public static void WriteNew(string path, Action<Stream> write)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        write(stream);
        stream.Flush(flushToDisk: true);
    }

    private static void Replace(IReadOnlyList<KeyValuePair<string, Action<Stream>>> files)
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
        catch
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
