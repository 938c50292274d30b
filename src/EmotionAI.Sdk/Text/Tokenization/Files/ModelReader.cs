using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Text.Tokenization.BytePair;
using EmotionAI.Text.Tokenization.Unigram;
using EmotionAI.Text.Tokenization.WordPiece;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads the <c>model</c> of a <c>tokenizer.json</c>; its vocabulary and its merges as they go by.</summary>
internal sealed class ModelReader(string path, EmotionLimits limits)
{
    private const string Key = "model";
    private const string Vocab = "vocab";
    private const int LongestWordLimit = CodePointEncoder.LongestWord / 2;
    private const int LongestAffix = 16;

    private readonly VocabularyReader _reader = new(path, limits);
    private readonly Dictionary<string, JsonElement> _settings = new(StringComparer.Ordinal);
    private Vocabulary? _vocabulary;
    private double[]? _scores;
    private MergeList? _merges;

    /// <summary>Reads the object that the reader stands at.</summary>
    /// <exception cref="EmotionAIException">It is of an unsupported kind, or a value in it is.</exception>
    public (Vocabulary Vocabulary, ModelDescription Model) Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Refusal.Of(path, Key, "something else", "an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            ReadValue(ref reader, key);
        }

        return Describe();
    }

    private void ReadValue(ref Utf8JsonReader reader, string key)
    {
        switch (key, reader.TokenType)
        {
            case (Vocab, JsonTokenType.StartObject):
                (_vocabulary, _scores) = (_reader.ReadTokens(ref reader, "model.vocab"), null);
                break;
            case (Vocab, JsonTokenType.StartArray):
                (_vocabulary, _scores) = _reader.ReadScoredTokens(ref reader, "model.vocab");
                break;
            case ("merges", JsonTokenType.StartArray):
                _merges = _reader.ReadMerges(ref reader, "model.merges");
                break;
            default:
                _settings[key] = JsonElement.ParseValue(ref reader);
                break;
        }
    }

    private (Vocabulary Vocabulary, ModelDescription Model) Describe()
    {
        var type = Text("type") ?? (_merges is not null ? "BPE" : _scores is not null ? "Unigram" : "WordPiece");
        if (type is not ("WordPiece" or "BPE" or "Unigram"))
        {
            throw Refusal.Of(path, "model.type", type, "WordPiece, BPE or Unigram");
        }

        var isList = _vocabulary is not null && _scores is not null;
        if (_vocabulary is null || isList != (type == "Unigram"))
        {
            throw Refusal.Of(path, "model.vocab", _vocabulary is null ? _settings.TryGetValue(Vocab, out var value) ? JsonFile.Describe(value) : null : isList ? "a list" : "an object", type == "Unigram" ? "a list of tokens and scores" : "an object of tokens and ids");
        }

        return (_vocabulary, type switch
        {
            "WordPiece" => DescribeWordPiece(),
            "BPE" => DescribeBytePairs(),
            _ => DescribeUnigram(),
        });
    }

    private WordPieceDescription DescribeWordPiece()
    {
        var description = new WordPieceDescription();
        return description with
        {
            UnknownToken = Text("unk_token") ?? description.UnknownToken,
            ContinuingSubwordPrefix = Text("continuing_subword_prefix") ?? description.ContinuingSubwordPrefix,
            MaxInputCharsPerWord = Number("max_input_chars_per_word", 1, LongestWordLimit) ?? description.MaxInputCharsPerWord,
        };
    }

    private BytePairDescription DescribeBytePairs()
    {
        if (_settings.TryGetValue("dropout", out var dropout) && dropout.ValueKind != JsonValueKind.Null && !(dropout.ValueKind == JsonValueKind.Number && dropout.GetDouble() == 0))
        {
            throw Refusal.Of(path, "model.dropout", JsonFile.Describe(dropout), "null or 0: with dropout the same text has other ids each time");
        }

        return new BytePairDescription
        {
            Merges = _merges ?? throw Refusal.Of(path, "model.merges", _settings.TryGetValue("merges", out var merges) ? JsonFile.Describe(merges) : null, "a list of pairs"),
            UnknownToken = Text("unk_token"),
            ContinuingSubwordPrefix = Affix("continuing_subword_prefix"),
            EndOfWordSuffix = Affix("end_of_word_suffix"),
            FusesUnknown = Flag("fuse_unk"),
            ByteFallback = Flag("byte_fallback"),
            IgnoreMerges = Flag("ignore_merges"),
        };
    }

    private UnigramDescription DescribeUnigram() => new()
    {
        Scores = _scores!,
        UnknownId = _settings.TryGetValue("unk_id", out var unknown) && unknown.ValueKind == JsonValueKind.Null ? null : Number("unk_id", 0, TokenizerJson.LargestId - 1),
        ByteFallback = Flag("byte_fallback"),
    };

    private string Affix(string key) => Text(key) is not { } text ? "" : text.Length <= LongestAffix ? text : throw Refusal.Of(path, $"model.{key}", $"'{text}'", Invariant($"at most {LongestAffix} characters"));

    private string? Text(string key) => !_settings.TryGetValue(key, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : JsonFile.Text(value) ?? throw Refusal.Of(path, $"model.{key}", JsonFile.Describe(value), "a text or null");

    private bool Flag(string key) => _settings.TryGetValue(key, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw Refusal.Of(path, $"model.{key}", JsonFile.Describe(value), "true or false"),
    };

    private int? Number(string key, int smallest, int largest)
    {
        if (!_settings.TryGetValue(key, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= smallest && number <= largest
            ? number
            : throw Refusal.Of(path, $"model.{key}", JsonFile.Describe(value), Invariant($"a whole number from {smallest} to {largest}"));
    }
}
