namespace EmotionAI.Text.Tokenization;

/// <summary>Describes a token that is looked for in the text itself, under the names of <c>tokenizer.json</c>.</summary>
internal sealed record AddedToken
{
    /// <summary>Stands for the id of a token whose description gives none.</summary>
    public const int NoId = -1;

    public required string Content { get; init; }

    public required int Id { get; init; }

    /// <summary>Gets whether its neighbours must not be word characters.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Gets whether it takes the white space before it.</summary>
    public bool LeftStrip { get; init; }

    /// <summary>Gets whether it takes the white space after it.</summary>
    public bool RightStrip { get; init; }

    /// <summary>Gets whether decoding may leave it out.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>Gets whether it is looked for after normalization.</summary>
    public bool Normalized { get; init; }
}
