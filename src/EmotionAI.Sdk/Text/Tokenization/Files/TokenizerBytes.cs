using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads the files of a tokenizer within the limits.</summary>
internal static class TokenizerBytes
{
    private const int JsonDepth = 64;

    /// <summary>Gets the options of a reader of these files.</summary>
    public static JsonReaderOptions ReaderOptions => new() { MaxDepth = JsonDepth };

    /// <exception cref="EmotionAIException">The file is too large or cannot be read.</exception>
    public static byte[] Read(string path, EmotionLimits limits) => BoundedFile.Read(path, limits.TokenizerJsonBytes, nameof(EmotionLimits.TokenizerJsonBytes));

    /// <exception cref="EmotionAIException">The file is too large, cannot be read or is no JSON object, or a token in it is no text.</exception>
    public static JsonDocument ReadJson(string path, EmotionLimits limits)
    {
        var document = JsonText.Parse(Read(path, limits), path, new JsonDocumentOptions { MaxDepth = JsonDepth }, keys => IsToken(Path.GetFileName(path), keys));
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}' is not a JSON object.", path);
    }

    /// <summary>Reads a JSON file for a <see cref="Utf8JsonReader"/> with <see cref="ReaderOptions"/>.</summary>
    /// <exception cref="EmotionAIException">The file is too large, cannot be read or is no text, or a token in it is no text.</exception>
    public static Memory<byte> ReadText(string path, EmotionLimits limits) => JsonText.Clean(Read(path, limits), path, JsonDepth, keys => IsToken(Path.GetFileName(path), keys));

    private static bool IsToken(string file, List<string> keys) => file is TokenizerConfig.AddedTokensName or SpecialTokens.MapName or BytePairFiles.VocabularyName
        || keys is ["model", "vocab", ..] or ["model", "merges", ..] or ["added_tokens", _, "content"] or ["added_tokens_decoder", _, "content"]
            or ["additional_special_tokens", ..] or ["extra_special_tokens", ..];
}
