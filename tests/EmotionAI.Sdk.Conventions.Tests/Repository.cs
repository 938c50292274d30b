namespace EmotionAI.Conventions;

/// <summary>Finds the files of the repository; what builds and tests leave behind is not among them.</summary>
internal static class Repository
{
    private static readonly string[] Left = ["artifacts", "bin", "obj", "BenchmarkDotNet.Artifacts", "TestResults", ".git", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    /// <summary>Finds every file below a folder.</summary>
    /// <returns>Paths relative to the root, with forward slashes.</returns>
    public static IEnumerable<string> Files(string folder = "") => Walk(new DirectoryInfo(Path.Combine(Root, folder)))
        .Select(file => Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>Finds every C# file below some folders.</summary>
    public static IEnumerable<string> CSharpFiles(params string[] folders) =>
        folders.SelectMany(Files).Where(file => file.EndsWith(".cs", StringComparison.Ordinal));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file)).ReplaceLineEndings("\n");

    public static string[] ReadLines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    public static bool Exists(string file) => File.Exists(Path.Combine(Root, file));

    private static IEnumerable<FileInfo> Walk(DirectoryInfo folder)
    {
        if (!folder.Exists)
        {
            return [];
        }

        var below = folder.EnumerateDirectories().Where(child => !Left.Contains(child.Name)).SelectMany(Walk);
        return folder.EnumerateFiles().Concat(below);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EmotionAI.Sdk.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("EmotionAI.Sdk.sln is in no folder above the tests.");
    }
}
