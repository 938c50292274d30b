namespace EmotionAI.Formats;

/// <summary>Lists the usual names of columns that hold inputs.</summary>
internal static class InputNames
{
    public static readonly string[] Text = ["text", "sentence", "utterance", "content", "comment", "comment_text", "tweet", "review"];

    /// <summary>The paths of recordings.</summary>
    public static readonly string[] Audio = ["path", "file", "filename", "file_name", "audio", "wav", "clip"];
}
