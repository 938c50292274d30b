using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Timelines;

/// <summary>Is the sound that a timeline page plays: a recording within the page, or one beside it.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class TimelineSound
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".wav"] = "audio/wav",
        [".wave"] = "audio/wav",
        [".flac"] = "audio/flac",
        [".mp3"] = "audio/mpeg",
        [".ogg"] = "audio/ogg",
        [".oga"] = "audio/ogg",
        [".opus"] = "audio/ogg",
        [".webm"] = "audio/webm",
        [".m4a"] = "audio/mp4",
        [".mp4"] = "audio/mp4",
        [".aac"] = "audio/aac",
    };

    private TimelineSound(string address) => Address = address;

    /// <summary>Gets the address that the player is given.</summary>
    internal string Address { get; }

    /// <summary>Puts a recording into the page, which then is one file that plays anywhere.</summary>
    /// <param name="path">The recording, in a format that browsers play: WAV, FLAC, MP3, Ogg, WebM, M4A.</param>
    /// <param name="maximum">The most bytes.</param>
    /// <returns>The sound; null where the ending is none that browsers know, or the recording is larger.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read.</exception>
    public static TimelineSound? Embed(string path, int maximum = 32 << 20)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        if (!Types.TryGetValue(Path.GetExtension(path), out var type) || new FileInfo(path) is not { Exists: true } file || file.Length > maximum)
        {
            return null;
        }

        return new TimelineSound($"data:{type};base64,{Convert.ToBase64String(BoundedFile.ReadAny(path, maximum))}");
    }

    /// <summary>Names a recording that lies beside the page, in its folder or below.</summary>
    /// <param name="name">The path from the page, such as <c>call.wav</c>.</param>
    /// <returns>The sound.</returns>
    /// <exception cref="ArgumentException">The path leads elsewhere.</exception>
    public static TimelineSound Beside(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var parts = name.Split('/');
        if (Array.Exists(parts, part => part is "" or "." or "..") || name.Contains('\\', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' is no path from the page downward, such as 'call.wav'.", nameof(name));
        }

        return new TimelineSound("./" + string.Join('/', parts.Select(Uri.EscapeDataString)));
    }
}
