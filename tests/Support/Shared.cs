namespace EmotionAI.Tests;

/// <summary>Finds the folder of goldens and data that lies beside the checkout here and in CI.</summary>
internal static class Shared
{
    public static string Root { get; } = Find();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "golden");
            if (Directory.Exists(candidate))
            {
                return System.IO.Path.Combine(folder.FullName, "shared");
            }
        }

        throw new DirectoryNotFoundException("The folder 'shared' with the goldens is not beside the checkout.");
    }
}
