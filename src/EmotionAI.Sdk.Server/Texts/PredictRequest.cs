namespace EmotionAI.Server.Texts;

/// <summary>Is what <c>POST /predict</c> asks.</summary>
/// <param name="Inputs">The texts.</param>
/// <param name="IsBatch">Whether the answer is a list of lists.</param>
internal sealed record PredictRequest(IReadOnlyList<string> Inputs, bool IsBatch)
{
    /// <summary>Gets whether outputs before the activation are asked for, in place of scores.</summary>
    public bool RawScores { get; init; }

    /// <summary>Gets whether a text that is too long is read to where the model's length ends, and not refused.</summary>
    public bool Truncate { get; init; } = true;

    /// <summary>Gets whether the beginning of such a text is to be left out, and not its end.</summary>
    public bool TruncatesLeft { get; init; }
}
