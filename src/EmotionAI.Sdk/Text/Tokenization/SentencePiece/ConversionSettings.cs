using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Text.Tokenization.SentencePiece;

/// <summary>Holds what <c>tokenizer_config.json</c> says about the conversion of a SentencePiece model; null where it says nothing.</summary>
internal sealed record ConversionSettings
{
    private const string VocabularyKind = "vocab_type";

    /// <summary>Gets whether text is lowered: ALBERT, DeBERTa.</summary>
    public bool? Lowercase { get; init; }

    /// <summary>Gets whether accents stay: ALBERT.</summary>
    public bool? KeepAccents { get; init; }

    /// <summary>Gets whether punctuation is set apart: DeBERTa.</summary>
    public bool? SplitByPunctuation { get; init; }

    /// <param name="root">The file, an object.</param>
    /// <param name="path">Its path.</param>
    /// <exception cref="EmotionAIException">A value is of another kind.</exception>
    public static ConversionSettings Read(JsonElement root, string path)
    {
        if (root.TryGetProperty(VocabularyKind, out var kind) && JsonFile.Text(kind) is not (null or "spm"))
        {
            throw Fault(path, VocabularyKind, kind, "\"spm\"");
        }

        return new ConversionSettings
        {
            Lowercase = Flag(root, "do_lower_case", path),
            KeepAccents = Flag(root, "keep_accents", path),
            SplitByPunctuation = Flag(root, "split_by_punct", path),
        };
    }

    private static bool? Flag(JsonElement root, string key, string path) => !root.TryGetProperty(key, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => throw Fault(path, key, value, "true or false"),
    };

    private static EmotionAIException Fault(string path, string key, JsonElement value, string allowed) =>
        new(EmotionErrorCodes.FormatInvalid, $"'{Path.GetFileName(path)}', {key}: found {JsonFile.Describe(value)}; allowed: {allowed}.", path) { Key = key };
}
