namespace EmotionAI.Formats;

/// <summary>Tells recordings by the endings of their names; also those that only an ffmpeg decodes, so that none is passed over in silence.</summary>
internal static class RecordingName
{
    private static readonly string[] Plain = [".wav", ".wave", ".w64", ".rf64", ".bwf", ".flac", ".aif", ".aiff", ".aifc", ".au", ".snd", ".caf"];

    private static readonly string[] Compressed = [".mp3", ".mp4", ".m4a", ".aac", ".3gp", ".ogg", ".oga", ".opus", ".spx", ".webm", ".mka", ".wma", ".amr", ".gsm", ".wv", ".ape"];

    /// <summary>Gets the endings, each with its point.</summary>
    public static IReadOnlyList<string> Endings { get; } = [.. Plain, .. Compressed];

    public static bool IsRecording(string name) => IsPlain(name) || Has(Compressed, name);

    /// <summary>Tells the formats that are built in: they lose nothing, and of two copies they are the better one.</summary>
    public static bool IsPlain(string name) => Has(Plain, name);

    private static bool Has(string[] endings, string name) => endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
