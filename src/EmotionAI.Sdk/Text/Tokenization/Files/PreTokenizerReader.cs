using EmotionAI.Text.Tokenization.PreTokenization;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads the <c>pre_tokenizer</c> of a <c>tokenizer.json</c>.</summary>
internal static class PreTokenizerReader
{
    private const string Allowed = "BertPreTokenizer, ByteLevel, Metaspace, Whitespace, WhitespaceSplit, Punctuation, Digits, Split, CharDelimiterSplit or a Sequence of these";
    private const char Metaspace = '\u2581';

    /// <summary>Reads a component.</summary>
    /// <exception cref="EmotionAIException">It is of an unsupported kind, or a value in it is.</exception>
    public static IPreTokenizer Read(JsonPart part) => part.Type switch
    {
        "Sequence" => ReadSequence(part),
        "BertPreTokenizer" => new BertPreTokenizer(),
        "ByteLevel" => new ByteLevelPreTokenizer(part.Flag("add_prefix_space", absent: true), part.Flag("use_regex", absent: true)),
        "Metaspace" => ReadMetaspace(part),
        "Whitespace" => new WordSplit(),
        "WhitespaceSplit" => CharacterSplit.WhiteSpace(),
        "Punctuation" => CharacterSplit.Punctuation(ReadBehavior(part, SplitBehavior.Isolated)),
        "Digits" => CharacterSplit.Digits(part.Flag("individual_digits", absent: false)),
        "Split" => new PatternSplit(PatternReader.Read(part), ReadBehavior(part, absent: null), part.Flag("invert", absent: false)),
        "CharDelimiterSplit" => CharacterSplit.Delimiter(part.Character("delimiter", '\0') is not '\0' and var delimiter ? delimiter : throw part.Unsupported("delimiter", "one character")),
        _ => throw part.UnsupportedType(Allowed),
    };

    private static IPreTokenizer ReadSequence(JsonPart part)
    {
        var parts = part.Parts("pretokenizers").ConvertAll(Read);
        return parts.Count == 1 ? parts[0] : new PreTokenizerSequence([.. parts]);
    }

    /// <summary>Reads <c>prepend_scheme</c>, or <c>add_prefix_space</c> of older files.</summary>
    public static MetaspacePreTokenizer ReadMetaspace(JsonPart part)
    {
        var scheme = part.Text("prepend_scheme") switch
        {
            "always" => PrependScheme.Always,
            "first" => PrependScheme.First,
            "never" => PrependScheme.Never,
            null => part.Flag("add_prefix_space", absent: true) ? PrependScheme.Always : PrependScheme.Never,
            _ => throw part.Unsupported("prepend_scheme", "\"always\", \"first\" or \"never\""),
        };
        return new MetaspacePreTokenizer(part.Character("replacement", Metaspace), scheme, part.Flag("split", absent: true));
    }

    private static SplitBehavior ReadBehavior(JsonPart part, SplitBehavior? absent) => part.Text("behavior") switch
    {
        "Removed" => SplitBehavior.Removed,
        "Isolated" => SplitBehavior.Isolated,
        "MergedWithPrevious" => SplitBehavior.MergedWithPrevious,
        "MergedWithNext" => SplitBehavior.MergedWithNext,
        "Contiguous" => SplitBehavior.Contiguous,
        null when absent is { } behavior => behavior,
        _ => throw part.Unsupported("behavior", "\"Removed\", \"Isolated\", \"MergedWithPrevious\", \"MergedWithNext\" or \"Contiguous\""),
    };
}
