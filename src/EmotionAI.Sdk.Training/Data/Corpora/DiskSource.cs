using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Is a folder with those below it, or one file; links to folders are not followed, since they lead out of the folder or round in it.</summary>
/// <param name="path">What was named.</param>
/// <param name="folder">The folder, or that of the file.</param>
/// <param name="file">The name of the file; null for the folder as a whole.</param>
internal sealed class DiskSource(string path, string folder, string? file) : CorpusSource(path)
{
    private readonly Lazy<IReadOnlyList<string>> _files = new(() => file is null ? List(folder) : [file]);

    public override IReadOnlyList<string> Files => _files.Value;

    public override string? Folder => folder;

    public override bool IsFile => file is not null;

    public override byte[] Read(string name, int maximum) => BoundedFile.Read(PathOf(name), maximum, "the largest recording");

    public override string PathOf(string name) => System.IO.Path.Combine(folder, name);

    private static List<string> List(string folder)
    {
        var options = new EnumerationOptions { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };
        List<string> found = [];
        Stack<string> left = new([folder]);
        while (left.TryPop(out var directory))
        {
            foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", options))
            {
                if (entry is FileInfo)
                {
                    found.Add(System.IO.Path.GetRelativePath(folder, entry.FullName).Replace('\\', '/'));
                }
                else if (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && entry.Name is not (".git" or "__MACOSX"))
                {
                    left.Push(entry.FullName);
                }
            }

            if (found.Count > MostFiles)
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, folder, Invariant($"more than {MostFiles} files"), "a folder of fewer is");
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }
}
