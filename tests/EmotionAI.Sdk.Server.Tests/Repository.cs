namespace EmotionAI.Tests;

/// <summary>Finds files of the checkout.</summary>
internal static class Repository
{
    /// <summary>Gets a recording in which somebody speaks: 5 s of FLAC, 16 kHz.</summary>
    public static string Recording => Path.Combine(Root, "samples", "AudioQuickStart", "sample.flac");

    /// <summary>Reads a text of the checkout.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "EmotionAI.Sdk.sln")))
            {
                folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("EmotionAI.Sdk.sln is in no folder above the tests.");
            }

            return folder;
        }
    }
}
