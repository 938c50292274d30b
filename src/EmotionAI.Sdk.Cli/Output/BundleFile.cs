using EmotionAI.Bundles;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Output;

/// <summary>Names a file of a model folder.</summary>
/// <param name="Name">The path below the folder, with slashes.</param>
/// <param name="Bytes">The size.</param>
internal readonly record struct BundleFile(string Name, long Bytes)
{
    private const int MostFiles = 1_000;
    private const int MostOfNoModel = 5;
    private const int DeepestFolder = 4;

    /// <summary>Lists the files of a folder, sorted by name: at most 1,000 of a model, and a few of what is none.</summary>
    public static IReadOnlyList<BundleFile> List(ModelBundle bundle)
    {
        var (deepest, most) = bundle.Kind == "unknown" ? (0, MostOfNoModel) : (DeepestFolder, MostFiles);
        return
        [
            .. FolderFiles.Enumerate(bundle.Directory, deepest).Take(most)
                .Select(path => new BundleFile(Path.GetRelativePath(bundle.Directory, path).Replace('\\', '/'), SizeOf(new FileInfo(path))))
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
