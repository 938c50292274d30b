using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Text.Tokenization.Patterns;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads the pattern of a <c>Replace</c> or a <c>Split</c>.</summary>
internal static class PatternReader
{
    private const string Key = "pattern";
    private const string Words = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    public static IPattern Read(JsonPart part)
    {
        if (part.Value.TryGetProperty(Key, out var pattern) && pattern.ValueKind == JsonValueKind.Object)
        {
            if (pattern.TryGetProperty("String", out var literal) && JsonFile.Text(literal) is { Length: > 0 } text)
            {
                return new LiteralPattern(text);
            }

            if (pattern.TryGetProperty("Regex", out var regex) && JsonFile.Text(regex) is { } expression)
            {
                return Parse(expression) ?? throw Refusal.Of(part.Path, $"{part.Key}.{Key}.Regex", $"'{expression}'", "a regular expression that matches something, without looking around or referring back, or that of GPT-2");
            }
        }

        throw part.Unsupported(Key, "an object with String or Regex, not empty");
    }

    private static IPattern? Parse(string expression) => expression switch
    {
        WhiteSpacePattern.Blanks => new WhiteSpacePattern(blanksOnly: true),
        WhiteSpacePattern.Folded => new WhiteSpacePattern(blanksOnly: false),
        Words => WordScanner.Instance,
        _ => RegexPattern.TryParse(expression),
    };
}
