using System.Text;
using System.Text.Json;
using EmotionAI.Formats;
using EmotionAI.Text.Tokenization.BytePair;
using EmotionAI.Text.Tokenization.Decoding;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads <c>vocab.json</c> and <c>merges.txt</c> of GPT-2 and RoBERTa.</summary>
internal static class BytePairFiles
{
    public const string VocabularyName = "vocab.json";
    public const string MergesName = "merges.txt";

    /// <exception cref="EmotionAIException">A file is beyond the limits or not valid.</exception>
    public static TokenizerDefinition Read(string directory, EmotionLimits limits)
    {
        var path = Path.Combine(directory, VocabularyName);
        return new TokenizerDefinition
        {
            VocabularyPath = path,
            Vocabulary = ReadVocabulary(path, limits),
            Model = new BytePairDescription { Merges = ReadMerges(Path.Combine(directory, MergesName), limits) },
            Decoder = new ByteLevelDecoder(),
        };
    }

    private static Vocabulary ReadVocabulary(string path, EmotionLimits limits)
    {
        var text = TokenizerBytes.ReadText(path, limits);
        try
        {
            var reader = new Utf8JsonReader(text.Span, TokenizerBytes.ReaderOptions);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{VocabularyName}' is not a JSON object.", path);
            }

            var vocabulary = new VocabularyReader(path, limits).ReadTokens(ref reader, "");
            reader.Read();
            return vocabulary.Count > 0 ? vocabulary : throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{VocabularyName}' is empty; it holds tokens and ids.", path);
        }
        catch (JsonException e)
        {
            throw JsonText.Invalid(path, text.IsEmpty, e);
        }
    }

    private static MergeList ReadMerges(string path, EmotionLimits limits)
    {
        var text = Encoding.UTF8.GetString(JsonText.Decode(TokenizerBytes.Read(path, limits), path).Span);
        var merges = new MergeList();
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text.AsSpan()[range].TrimEnd('\r');
            if (line.IsEmpty || line.StartsWith("#version"))
            {
                continue;
            }

            if (merges.Count >= limits.VocabularyTokens)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{MergesName}' holds more than {limits.VocabularyTokens} pairs."), path);
            }

            if (!merges.TryAdd(line))
            {
                throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"'{MergesName}', line {number}: found '{line.ToString()}'; allowed: two tokens with a blank between them."), path);
            }
        }

        return merges;
    }
}
