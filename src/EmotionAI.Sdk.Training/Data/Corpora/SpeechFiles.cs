namespace EmotionAI.Training.Data.Corpora;

/// <summary>Tells recordings by the endings of their names.</summary>
internal static class SpeechFiles
{
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase) { ".wav", ".flac", ".aif", ".aiff", ".aifc", ".au", ".snd", ".caf", ".w64" };

    /// <summary>Recordings that the SDK names and does not decode: who has a folder of them is to be told so.</summary>
    private static readonly HashSet<string> OtherEndings = new(StringComparer.OrdinalIgnoreCase) { ".mp3", ".ogg", ".opus", ".m4a", ".aac", ".wma" };

    public static bool IsDecodable(string file) => Endings.Contains(Path.GetExtension(file)) && !IsHidden(file);

    public static bool IsRecording(string file) => (Endings.Contains(Path.GetExtension(file)) || OtherEndings.Contains(Path.GetExtension(file))) && !IsHidden(file);

    /// <summary>Gives the folder that a file lies in, its own name only; empty at the root.</summary>
    public static string FolderOf(string file) => file.LastIndexOf('/') is >= 0 and var slash ? file[(file.LastIndexOf('/', Math.Max(slash - 1, 0)) + 1)..slash] : "";

    /// <summary>Tells the files that macOS puts beside others (<c>._x.wav</c>), and hidden ones.</summary>
    private static bool IsHidden(string file) => Path.GetFileName(file).StartsWith('.');
}
