namespace EmotionAI.Text.Tokenization;

/// <summary>Holds what the files of a WordPiece tokenizer say.</summary>
internal sealed class TokenizerDefinition
{
    /// <summary>Gets the file that the vocabulary comes from.</summary>
    public required string VocabularyPath { get; init; }

    /// <summary>Gets the tokens with their ids, added ones left out.</summary>
    public required Dictionary<string, int> Vocabulary { get; init; }

    /// <summary>Gets the tokens that are looked for in the text itself, by content.</summary>
    public Dictionary<string, AddedToken> AddedTokens { get; } = new(StringComparer.Ordinal);

    public NormalizerOptions Normalizer { get; set; } = new(CleanText: true, HandleChineseChars: true, StripAccents: true, Lowercase: true);

    public string ContinuingSubwordPrefix { get; set; } = "##";

    public int MaxInputCharsPerWord { get; set; } = 100;

    public string UnknownToken { get; set; } = "[UNK]";

    public string ClassifierToken { get; set; } = "[CLS]";

    public string SeparatorToken { get; set; } = "[SEP]";

    public string PadToken { get; set; } = "[PAD]";

    public string MaskToken { get; set; } = "[MASK]";

    /// <summary>Gets or sets the largest number of tokens, special tokens included; null where the files give none.</summary>
    public int? ModelMaxLength { get; set; }

    /// <summary>Finds the id of a token.</summary>
    public int? IdOf(string token) => AddedTokens.TryGetValue(token, out var added) ? added.Id : Vocabulary.TryGetValue(token, out var id) ? id : null;
}
