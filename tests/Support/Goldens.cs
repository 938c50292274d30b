namespace EmotionAI.Tests;

/// <summary>
/// Finds goldens: first those of this repository (the models in <c>src</c>, then <c>tests/Goldens</c>, laid out like the shared folder),
/// then those of the shared folder where it is there.
/// </summary>
internal static class Goldens
{
    /// <summary>Gets the folder of the checkout.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Gets the folder of the goldens that are in this repository.</summary>
    public static string Root { get; } = System.IO.Path.Combine(Repository, "tests", "Goldens");

    /// <summary>Finds a file or a folder.</summary>
    /// <returns>The first place that has it; the place in the repository if none has.</returns>
    public static string Path(params string[] parts) => Places(parts).FirstOrDefault(System.IO.Path.Exists) ?? System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Tells whether a file or a folder is there: some inputs, such as RAVDESS, are in the shared folder only.</summary>
    public static bool Has(params string[] parts) => Places(parts).Any(System.IO.Path.Exists);

    /// <summary>Names the folders below one, of every place.</summary>
    public static IEnumerable<string> Folders(string pattern, params string[] parts) => Names(Directory.GetDirectories, pattern, parts);

    /// <summary>Names the files of a folder, of every place.</summary>
    public static IEnumerable<string> Files(string pattern, params string[] parts) => Names(Directory.GetFiles, pattern, parts);

    /// <summary>Names the files below a folder, of every place, relative to the root with forward slashes.</summary>
    public static IEnumerable<string> AllFiles(string pattern, params string[] parts) => Roots()
        .Where(root => Directory.Exists(System.IO.Path.Combine([root, .. parts])))
        .SelectMany(root => Directory.GetFiles(System.IO.Path.Combine([root, .. parts]), pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Select(file => System.IO.Path.GetRelativePath(root, file).Replace('\\', '/')))
        .Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(Func<string, string, string[]> list, string pattern, string[] parts) => Roots()
        .Select(root => System.IO.Path.Combine([root, .. parts]))
        .Where(Directory.Exists)
        .SelectMany(folder => list(folder, pattern))
        .Select(path => System.IO.Path.GetFileName(path))
        .Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Places(string[] parts)
    {
        string[] all = [.. parts.SelectMany(part => part.Split('/'))];
        var models = all[0] == "models"
            ? new[] { "Text", "Speech" }.Select(package => System.IO.Path.Combine([Repository, "src", $"EmotionAI.Sdk.Models.{package}", "emotionai-models", .. all[1..]]))
            : [];
        return models.Concat(Roots().Select(root => System.IO.Path.Combine([root, .. all])));
    }

    private static IEnumerable<string> Roots() => Shared.Root is { } shared ? [Root, shared] : [Root];

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "EmotionAI.Sdk.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("EmotionAI.Sdk.sln is in no folder above the tests.");
    }
}
