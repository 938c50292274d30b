namespace EmotionAI.Text;

/// <summary>Holds how unfamiliar the texts are that a model was made for: the 97th percentile of its dev data, by the number of tokens. Written by <c>calibrate</c>.</summary>
internal sealed class TextFamiliarity
{
    /// <summary>Gets the largest number of tokens of each class of lengths; one class more holds what is longer.</summary>
    public required IReadOnlyList<int> UpToTokens { get; init; }

    /// <summary>Gets the bound of each class of lengths.</summary>
    public required IReadOnlyList<double> MostUnfamiliar { get; init; }

    /// <summary>Tells whether a text is unlike the dev data.</summary>
    public bool IsUnfamiliar(int tokens, double unfamiliarity)
    {
        var length = 0;
        while (length < UpToTokens.Count && tokens > UpToTokens[length])
        {
            length++;
        }

        return unfamiliarity > MostUnfamiliar[length];
    }
}
