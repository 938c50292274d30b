namespace EmotionAI.Evaluation.Artefacts;

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

    /// <summary>Writes files; none takes its place before all are on the disk.</summary>
    /// <exception cref="EmotionAIException">A file cannot be written.</exception>
    public static void Write(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        List<(string Draft, string Target)> drafts = [];
        var current = "";
        try
        {
            List<KeyValuePair<string, byte[]>> streams = [];
            foreach (var file in files)
            {
                current = file.Key;
                if (OutputPlace.IsStream(current))
                {
                    streams.Add(file);
                    continue;
                }

                var target = OutputPlace.Follow(current);
                drafts.Add(($"{target}.{Guid.NewGuid():N}.tmp", target));
                WriteNew(drafts[^1].Draft, file.Value);
            }

            foreach (var (draft, target) in drafts)
            {
                current = target;
                File.Move(draft, target, overwrite: true);
            }

            foreach (var (path, content) in streams)
            {
                current = path;
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
                stream.Write(content);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnwritable, $"'{current}' cannot be written: {e.Message}", current, innerException: e);
        }
        finally
        {
            foreach (var (draft, _) in drafts.Where(entry => File.Exists(entry.Draft)))
            {
                File.Delete(draft);
            }
        }
    }

    /// <summary>Writes a file that is not there yet, down to the disk.</summary>
    public static void WriteNew(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }
}
