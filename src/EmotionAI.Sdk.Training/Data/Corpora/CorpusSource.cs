namespace EmotionAI.Training.Data.Corpora;

/// <summary>Is what was named as the source: a folder, a file, or an archive whose entries are read as the files of a folder.</summary>
internal abstract class CorpusSource(string path) : IDisposable
{
    /// <summary>The most files: a folder with more is another one than was meant.</summary>
    protected const int MostFiles = 1_000_000;

    /// <summary>Gets the folder or file as it was named.</summary>
    public string Path { get; } = path;

    /// <summary>Gets the names of all files, relative, with forward slashes, in ordinal order.</summary>
    public abstract IReadOnlyList<string> Files { get; }

    /// <summary>Gets the folder in which the files lie as files; null for an archive.</summary>
    public abstract string? Folder { get; }

    /// <summary>Gets whether one file was named, which is no archive.</summary>
    public virtual bool IsFile => false;

    /// <summary>Gets what in it cannot be used at all, by name.</summary>
    public virtual IReadOnlyList<(string Name, string Message)> Faults => [];

    /// <exception cref="EmotionAIException">There is nothing of that name, or it cannot be read.</exception>
    public static CorpusSource Open(string path)
    {
        if (Directory.Exists(path))
        {
            return new DiskSource(path, path, null);
        }

        Formats.ArtefactFile.RequirePresent(path);
        return path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)
            ? new ArchiveSource(path)
            : new DiskSource(path, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!, System.IO.Path.GetFileName(path));
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="name">One of <see cref="Files"/>, or a path.</param>
    /// <param name="maximum">The largest size allowed, in bytes.</param>
    /// <exception cref="EmotionAIException">It cannot be read, or is too large.</exception>
    public abstract byte[] Read(string name, int maximum);

    /// <summary>Gives the path of a file, for messages and records; of an entry that of the archive and its name.</summary>
    public abstract string PathOf(string name);

    public virtual void Dispose()
    {
    }
}
