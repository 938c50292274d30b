namespace EmotionAI.Server.Texts;

/// <summary>Bounds the length of a text.</summary>
internal static class TextLimit
{
    /// <exception cref="EmotionAIException">The text is longer than the server takes.</exception>
    public static string Check(string text, EmotionServerOptions options) => text.Length <= options.MaxTextCharacters ? text : throw new EmotionAIException(
        EmotionErrorCodes.LimitExceeded,
        Invariant($"A text has {text.Length} characters; at most {options.MaxTextCharacters} are allowed (EmotionServerOptions.MaxTextCharacters)."));
}
