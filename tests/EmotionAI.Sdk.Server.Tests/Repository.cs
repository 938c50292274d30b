namespace EmotionAI.Tests;

/// <summary>Finds files of the checkout.</summary>
internal static class Repository
{
    /// <summary>Gets a recording in which somebody speaks: 5 s of FLAC, 16 kHz.</summary>
    public static string Recording => Path.Combine(Goldens.Repository, "samples", "AudioQuickStart", "sample.flac");

    /// <summary>Reads a text of the checkout.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Goldens.Repository, path));
}
