using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads <c>vocab.txt</c>: one token a line, its id the number of the line. Of equal lines the last counts, as in the reference.</summary>
internal static class VocabularyFile
{
    public const string Name = "vocab.txt";

    /// <exception cref="EmotionAIException">The file is beyond the limits, not UTF-8, or empty.</exception>
    public static Vocabulary Read(string path, EmotionLimits limits)
    {
        var text = Encoding.UTF8.GetString(JsonText.Decode(TokenizerBytes.Read(path, limits), path).Span);
        var vocabulary = new Vocabulary();
        var id = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            if (line.IsEmpty && range.End.Value == text.Length)
            {
                break;
            }

            if (id >= limits.VocabularyTokens)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{Name}' holds more than {limits.VocabularyTokens} tokens."), path);
            }

            vocabulary.Add(line.EndsWith("\r") ? line[..^1] : line, id++);
        }

        return id > 0 ? vocabulary : throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{Name}' is empty; it holds one token a line.", path);
    }
}
