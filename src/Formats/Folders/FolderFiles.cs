using System.IO.Enumeration;

namespace EmotionAI.Formats;

/// <summary>Finds the files of a folder and those below it; links to files count, links to folders are not followed, since they lead out of the folder or round in it.</summary>
internal static class FolderFiles
{
    public static IEnumerable<string> Enumerate(string directory, int deepest = int.MaxValue) => new FileSystemEnumerable<string>(
        directory,
        static (ref FileSystemEntry entry) => entry.ToFullPath(),
        new EnumerationOptions { RecurseSubdirectories = deepest > 0, MaxRecursionDepth = deepest, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None })
    {
        ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory,
        ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };
}
