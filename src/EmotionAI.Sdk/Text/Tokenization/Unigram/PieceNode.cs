namespace EmotionAI.Text.Tokenization.Unigram;

/// <summary>Is a place of a double array: a prefix of pieces, or nobody's yet.</summary>
/// <param name="Base">What the code of a unit is combined with, by exclusive or, to find the place of the next prefix; of a free place the free one before.</param>
/// <param name="Check">The node before; of a free place the complement of the free one after, which is negative.</param>
/// <param name="Score">The score of the piece that ends here; NaN, which is greater than nothing, where none does.</param>
internal readonly record struct PieceNode(int Base, int Check, double Score)
{
    /// <summary>Gets whether a piece ends here.</summary>
    public bool IsPiece => !double.IsNaN(Score);

    /// <summary>Gets whether nobody is here.</summary>
    public bool IsFree => Check < 0;
}
