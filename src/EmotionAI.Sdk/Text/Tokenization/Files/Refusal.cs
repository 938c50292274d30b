namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Says what is not supported.</summary>
internal static class Refusal
{
    public static EmotionAIException Of(string path, string key, string? found, string allowed) =>
        new(EmotionErrorCodes.FormatUnsupported, $"'{Path.GetFileName(path)}', {key}: found {found ?? "nothing"}; allowed: {allowed}.", path) { Key = key };
}
