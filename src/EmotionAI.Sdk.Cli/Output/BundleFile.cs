namespace EmotionAI.Cli.Output;

/// <summary>Names a file of a model folder.</summary>
/// <param name="Name">The path below the folder, with slashes.</param>
/// <param name="Bytes">The size.</param>
internal readonly record struct BundleFile(string Name, long Bytes)
{
    private const int MostFiles = 1_000;
    private const int DeepestFolder = 4;

    /// <summary>Lists the files of a folder, at most 1,000 of them, sorted by name.</summary>
    public static IReadOnlyList<BundleFile> List(string directory)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = DeepestFolder,
            IgnoreInaccessible = true,
            AttributesToSkip = FileAttributes.None,
        };
        return
        [
            .. new DirectoryInfo(directory).EnumerateFiles("*", options).Take(MostFiles)
                .Select(file => new BundleFile(Path.GetRelativePath(directory, file.FullName).Replace('\\', '/'), SizeOf(file)))
                .OrderBy(file => file.Name, StringComparer.Ordinal),
        ];
    }

    private static long SizeOf(FileInfo file)
    {
        try
        {
            // The cache of Hugging Face holds links; the size of interest is that of the file behind.
            return ((file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo) ?? file).Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
