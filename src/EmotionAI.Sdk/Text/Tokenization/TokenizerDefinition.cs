namespace EmotionAI.Text.Tokenization;

/// <summary>Holds what the files of a WordPiece tokenizer say.</summary>
internal sealed class TokenizerDefinition
{
    private int _largestAdded = -1;

    /// <summary>Gets the file that the vocabulary comes from.</summary>
    public required string VocabularyPath { get; init; }

    /// <summary>Gets whether that file describes the whole tokenizer, as <c>tokenizer.json</c> does.</summary>
    public bool IsComplete { get; init; }

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

    /// <summary>Gets or sets whether a text is put between <see cref="ClassifierToken"/> and <see cref="SeparatorToken"/>.</summary>
    public bool AddsSpecialTokens { get; set; } = true;

    /// <summary>Gets or sets whether the beginning of a text that is too long is cut off, not its end.</summary>
    public bool TruncatesLeft { get; set; }

    /// <summary>Gets what is to be told about the files.</summary>
    public List<TokenizerRemark> Remarks { get; } = [];

    /// <summary>Gets or sets the largest number of tokens, special tokens included; null where the files give none.</summary>
    public int? ModelMaxLength { get; set; }

    /// <summary>Adds a token as <c>AddedVocabulary.add_tokens</c> of <c>tokenizers</c> does: with its id in the vocabulary, else with the next one, whatever its description says.</summary>
    /// <param name="token">The token, with the id of its description.</param>
    /// <param name="path">The file of the description.</param>
    public void Add(AddedToken token, string path)
    {
        var id = IdOf(token.Content) ?? NextId();
        if (token.Id != AddedToken.NoId && token.Id != id)
        {
            Remarks.Add(new(Bundles.BundleProblemCodes.ValueOverridden, path, token.Content, Invariant($"the id {token.Id}"), Invariant($"{id}, its place in the vocabulary or the next id after it, as tokenizers numbers added tokens; write that id")));
        }

        _largestAdded = Math.Max(_largestAdded, id);
        AddedTokens[token.Content] = token with { Id = id };
    }

    /// <summary>Finds the id of a token.</summary>
    public int? IdOf(string token) => AddedTokens.TryGetValue(token, out var added) ? added.Id : Vocabulary.TryGetValue(token, out var id) ? id : null;

    private int NextId() => Math.Max(_largestAdded + 1, Vocabulary.Count);
}
