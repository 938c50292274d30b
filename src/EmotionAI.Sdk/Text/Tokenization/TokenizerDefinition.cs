namespace EmotionAI.Text.Tokenization;

/// <summary>Holds what the files of a tokenizer say.</summary>
internal sealed class TokenizerDefinition
{
    private int _largestAdded = -1;

    /// <summary>Gets the file that the vocabulary comes from.</summary>
    public required string VocabularyPath { get; init; }

    /// <summary>Gets whether that file describes the whole tokenizer, as <c>tokenizer.json</c> does.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Gets the tokens with their ids, added ones left out.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>Gets or sets the description of the model.</summary>
    public required ModelDescription Model { get; set; }

    /// <summary>Gets the tokens that are looked for in the text itself, by content.</summary>
    public Dictionary<string, AddedToken> AddedTokens { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets what changes a text before it is split; null for nothing.</summary>
    public INormalizer? Normalizer { get; set; }

    /// <summary>Gets or sets what splits a text; null for nothing.</summary>
    public IPreTokenizer? PreTokenizer { get; set; }

    /// <summary>Gets or sets what stands around a text.</summary>
    public TokenTemplate Template { get; set; } = TokenTemplate.None;

    /// <summary>Gets or sets how blanks are left out of offsets; null where they are not.</summary>
    public OffsetTrim? Trim { get; set; }

    /// <summary>Gets or sets how ids become text again.</summary>
    public ITokenDecoder? Decoder { get; set; }

    /// <summary>Gets the tokens of the roles that the files name.</summary>
    public TokenRoles Roles { get; set; } = new();

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
    public int? IdOf(string? token) => token is null ? null : AddedTokens.TryGetValue(token, out var added) ? added.Id : Vocabulary.IdOf(token);

    private int NextId() => Math.Max(_largestAdded + 1, Vocabulary.Count);
}
