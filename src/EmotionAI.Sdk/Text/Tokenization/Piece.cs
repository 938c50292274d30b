namespace EmotionAI.Text.Tokenization;

/// <summary>Is a part of a text that tokens do not cross.</summary>
/// <param name="Start">Where it begins, in UTF-16 units of the normalized text.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct Piece(int Start, int End)
{
    public int Length => End - Start;
}
