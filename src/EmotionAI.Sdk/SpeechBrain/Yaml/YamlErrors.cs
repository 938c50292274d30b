namespace EmotionAI.SpeechBrain.Yaml;

/// <summary>Words the refusals of the YAML reader.</summary>
internal static class YamlErrors
{
    public static EmotionAIException TooDeep(string path, EmotionLimits limits, long line) =>
        new(EmotionErrorCodes.LimitExceeded, Invariant($"'{path}', line {line}: nested deeper than {limits.YamlDepth} levels ({nameof(EmotionLimits.YamlDepth)})."), path);

    public static EmotionAIException TooManyAliases(string path, EmotionLimits limits, long line) =>
        new(EmotionErrorCodes.LimitExceeded, Invariant($"'{path}', line {line}: more than {limits.YamlAliases} aliases when expanded ({nameof(EmotionLimits.YamlAliases)})."), path);

    public static EmotionAIException Invalid(string path, long line, string what, Exception? cause = null) =>
        new(EmotionErrorCodes.FormatInvalid, Invariant($"'{path}', line {line}: {what}"), path, innerException: cause);

    public static EmotionAIException Unsupported(string path, long line, string what) =>
        new(EmotionErrorCodes.FormatUnsupported, Invariant($"'{path}', line {line}: {what}"), path);
}
