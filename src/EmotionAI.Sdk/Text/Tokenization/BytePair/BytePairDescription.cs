namespace EmotionAI.Text.Tokenization.BytePair;

/// <summary>Describes a <c>BPE</c> model.</summary>
internal sealed record BytePairDescription : ModelDescription
{
    /// <summary>Gets the pairs that merge, in the order of their ranks.</summary>
    public required MergeList Merges { get; init; }

    /// <summary>Gets the token of characters that the vocabulary lacks; null where they are dropped.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>Gets what is before a token that does not begin a word.</summary>
    public string ContinuingSubwordPrefix { get; init; } = "";

    /// <summary>Gets what is after a token that ends a word.</summary>
    public string EndOfWordSuffix { get; init; } = "";

    /// <summary>Gets whether neighbouring unknown characters are one token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>Gets whether unknown characters become tokens of their bytes, <c>&lt;0x00&gt;</c>.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>Gets whether a word that is a token is not split, whatever the merges say.</summary>
    public bool IgnoreMerges { get; init; }

    public override ITokenModel Build(Vocabulary vocabulary, string path) => new BytePairModel(this, vocabulary, path);
}
