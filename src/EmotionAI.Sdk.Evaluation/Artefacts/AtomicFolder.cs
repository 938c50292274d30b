namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Writes a folder whole or not at all: a sibling folder is filled, flushed to disk, and renamed.</summary>
internal static class AtomicFolder
{
    /// <summary>Writes files; other files of a folder that is replaced are kept.</summary>
    /// <exception cref="EmotionAIException">The folder is there and may not be replaced, or cannot be written.</exception>
    public static void Write(string directory, IReadOnlyDictionary<string, byte[]> files, bool overwrite)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        if (File.Exists(target) || (Directory.Exists(target) && !overwrite && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.SettingInvalid, target, "the folder is there already", "an empty or new folder, or overwriting, is");
        }

        var mark = Guid.NewGuid().ToString("N");
        var parent = Path.GetDirectoryName(target) ?? throw ArtefactFile.Fault(EmotionErrorCodes.SettingInvalid, target, "the root of a disk", "a folder is");
        var fresh = Path.Combine(parent, $".{Path.GetFileName(target)}.{mark}.new");
        var old = Path.Combine(parent, $".{Path.GetFileName(target)}.{mark}.old");
        try
        {
            Directory.CreateDirectory(fresh);
            foreach (var (name, content) in files)
            {
                WriteFile(Path.Combine(fresh, name), content);
            }

            Replace(target, fresh, old, files);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnwritable, $"'{target}' cannot be written: {e.Message}", target, innerException: e);
        }
        finally
        {
            Remove(fresh);
        }
    }

    private static void Replace(string target, string fresh, string old, IReadOnlyDictionary<string, byte[]> files)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(fresh, target);
            return;
        }

        CopyOthers(target, fresh, files);
        Directory.Move(target, old);
        try
        {
            Directory.Move(fresh, target);
        }
        catch (IOException)
        {
            Directory.Move(old, target);
            throw;
        }

        Remove(old);
    }

    private static void CopyOthers(string source, string destination, IReadOnlyDictionary<string, byte[]> files)
    {
        foreach (var file in Directory.EnumerateFiles(source))
        {
            var copy = Path.Combine(destination, Path.GetFileName(file));
            if (files.ContainsKey(Path.GetFileName(file)))
            {
                continue;
            }

            if (new FileInfo(file).LinkTarget is { } link)
            {
                File.CreateSymbolicLink(copy, link);
            }
            else
            {
                File.Copy(file, copy);
            }
        }

        foreach (var folder in Directory.EnumerateDirectories(source))
        {
            var copy = Path.Combine(destination, Path.GetFileName(folder));
            if (new DirectoryInfo(folder).LinkTarget is { } link)
            {
                Directory.CreateSymbolicLink(copy, link);
                continue;
            }

            Directory.CreateDirectory(copy);
            CopyOthers(folder, copy, new Dictionary<string, byte[]>());
        }
    }

    private static void WriteFile(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left over is a hidden sibling; the folder itself is whole.
        }
    }
}
