namespace EmotionAI.Audio.Decoding;

/// <summary>Knows where audio bytes come from, to name it in errors.</summary>
internal readonly struct AudioOrigin(string? path)
{
    public string? Path => path;

    public EmotionAIException Invalid(string message, long offset) => Fault(EmotionErrorCodes.FormatInvalid, Invariant($"{message.TrimEnd('.')} (at byte {offset})."), offset);

    public EmotionAIException Truncated(string message, long offset) => Fault(EmotionErrorCodes.FileTruncated, message, offset);

    public EmotionAIException Unsupported(string message, long offset) => Fault(EmotionErrorCodes.FormatUnsupported, message, offset);

    /// <summary>Refuses a sound that another program can turn into one that is read, and says how.</summary>
    /// <param name="message">What was found.</param>
    /// <param name="offset">Where, in bytes.</param>
    /// <param name="decoder">What ffmpeg must be told of a file without a header, with a space behind.</param>
    public EmotionAIException Convertible(string message, long offset, string decoder = "") =>
        Unsupported($"{message} Convert it first: ffmpeg {decoder}-i {Quote(path ?? "INPUT")} -ar 16000 -ac 1 {Quote(Target(path))}", offset);

    public EmotionAIException AboveLimit(string message, long? offset = null) => Fault(EmotionErrorCodes.LimitExceeded, message, offset);

    private static string Target(string? path)
    {
        if (path is null)
        {
            return "OUTPUT.wav";
        }

        var target = System.IO.Path.ChangeExtension(path, ".wav");
        return target == path ? System.IO.Path.ChangeExtension(path, ".pcm.wav") : target;
    }

    /// <summary>Quotes a name for the shell, unless it is plain.</summary>
    private static string Quote(string name)
    {
        name = name.StartsWith('-') ? System.IO.Path.Join(".", name) : name;
        if (name.All(c => char.IsLetterOrDigit(c) || "/\\:._-+=@%,".Contains(c, StringComparison.Ordinal)))
        {
            return name;
        }

        return OperatingSystem.IsWindows() ? $"\"{name}\"" : $"'{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    public EmotionAIException Fault(string code, string message, long? offset, Exception? inner = null)
    {
        var name = path is null ? "The audio data" : $"'{path}'";
        return new EmotionAIException(code, $"{name} {message}", path, offset, inner);
    }
}
