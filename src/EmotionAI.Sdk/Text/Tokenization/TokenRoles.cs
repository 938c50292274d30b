namespace EmotionAI.Text.Tokenization;

/// <summary>Names the tokens with a role; null where a tokenizer has none.</summary>
internal sealed record TokenRoles
{
    public string? Unknown { get; init; }

    public string? Classifier { get; init; }

    public string? Separator { get; init; }

    public string? Pad { get; init; }

    public string? Mask { get; init; }
}
