namespace EmotionAI.Audio.Decoding;

/// <summary>Knows where audio bytes come from, to name it in errors.</summary>
internal readonly struct AudioOrigin(string? path)
{
    public string? Path => path;

    public EmotionAIException Invalid(string message, long offset) => Fault(EmotionErrorCodes.FormatInvalid, message, offset);

    public EmotionAIException Truncated(string message, long offset) => Fault(EmotionErrorCodes.FileTruncated, message, offset);

    public EmotionAIException Unsupported(string message, long offset) => Fault(EmotionErrorCodes.FormatUnsupported, message, offset);

    public EmotionAIException AboveLimit(string message, long? offset = null) => Fault(EmotionErrorCodes.LimitExceeded, message, offset);

    public EmotionAIException Fault(string code, string message, long? offset, Exception? inner = null)
    {
        var name = path is null ? "The audio data" : $"'{path}'";
        return new EmotionAIException(code, $"{name} {message}", path, offset, inner);
    }
}
