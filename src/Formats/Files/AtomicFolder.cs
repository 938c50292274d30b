namespace EmotionAI.Formats;

/// <summary>Writes a folder whole or not at all: a sibling folder is filled, flushed to disk, and renamed. In a folder that is there, all files are on the disk before the first takes its place, and all or none are replaced.</summary>
internal static class AtomicFolder
{
    /// <summary>Checks, before any work, that a folder may be written.</summary>
    /// <exception cref="EmotionAIException">It holds something and may not be replaced, or is a file.</exception>
    public static void Check(string directory, bool overwrite)
    {
        var target = OutputPlace.Follow(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)));
        if (File.Exists(target) || (Directory.Exists(target) && !overwrite && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.SettingInvalid, target, File.Exists(target) ? "a file has this name" : "the folder is there already", "an empty or new folder, or overwriting a folder, is");
        }
    }

    /// <summary>Writes files; other files of a folder that is replaced are kept.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="files">The content of each file, by its name; one with '/' goes into a folder below.</param>
    /// <param name="overwrite">Whether a folder that holds something may be written into.</param>
    /// <exception cref="EmotionAIException">The folder is there and may not be replaced, or cannot be written.</exception>
    public static void Write(string directory, IReadOnlyDictionary<string, byte[]> files, bool overwrite)
    {
        var named = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        var target = OutputPlace.Follow(named);
        Check(target, overwrite);
        if (Directory.Exists(target))
        {
            Replace(target, files);
            return;
        }

        var mark = Guid.NewGuid().ToString("N");
        var parent = Path.GetDirectoryName(target) ?? throw ArtefactFile.Fault(EmotionErrorCodes.SettingInvalid, target, "the root of a disk", "a folder is");
        var fresh = Path.Combine(parent, $".{Path.GetFileName(target)}.{mark}.new");
        Create(target, fresh, files);
    }

    private static void Replace(string target, IReadOnlyDictionary<string, byte[]> files)
    {
        List<string> made = [];
        try
        {
            Try(target, () =>
            {
                foreach (var name in files.Keys)
                {
                    MakeFolders(target, name, made);
                }
            });
            AtomicFile.Write(files.Select(file => KeyValuePair.Create(Path.Combine(target, file.Key), file.Value)));
        }
        catch
        {
            // The deepest were made last.
            made.Reverse();
            made.ForEach(Remove);
            throw;
        }
    }

    private static void Create(string target, string fresh, IReadOnlyDictionary<string, byte[]> files)
    {
        try
        {
            Try(target, () =>
            {
                Directory.CreateDirectory(fresh);
                foreach (var (name, content) in files)
                {
                    MakeFolders(fresh, name, []);
                    AtomicFile.WriteNew(Path.Combine(fresh, name), content);
                }

                Directory.Move(fresh, target);
            });
        }
        finally
        {
            Remove(fresh);
        }
    }

    /// <summary>Makes the folders of a file that are not there yet, and adds them to a list.</summary>
    private static void MakeFolders(string root, string name, List<string> made)
    {
        for (var end = name.IndexOf('/', StringComparison.Ordinal); end >= 0; end = name.IndexOf('/', end + 1))
        {
            var folder = Path.Combine(root, name[..end]);
            if (!Directory.Exists(folder))
            {
                Directory.CreateDirectory(folder);
                made.Add(folder);
            }
        }
    }

    private static void Try(string target, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnwritable, $"'{target}' cannot be written: {e.Message}", target, innerException: e);
        }
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
            // What is left over is a hidden sibling, or an empty folder; the files that were there are whole.
        }
    }
}
