using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Tells recordings by the endings of their names.</summary>
internal static class SpeechFiles
{
    public static bool IsRecording(string file) => RecordingName.IsRecording(file) && !IsHidden(file);

    /// <summary>Gives the folder that a file lies in, its own name only; empty at the root.</summary>
    public static string FolderOf(string file) => file.LastIndexOf('/') is >= 0 and var slash ? file[(file.LastIndexOf('/', Math.Max(slash - 1, 0)) + 1)..slash] : "";

    /// <summary>Tells the files that macOS puts beside others (<c>._x.wav</c>), and hidden ones.</summary>
    private static bool IsHidden(string file) => Path.GetFileName(file).StartsWith('.');
}
