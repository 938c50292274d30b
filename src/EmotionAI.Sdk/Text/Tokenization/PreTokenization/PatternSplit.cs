using EmotionAI.Text.Tokenization.Patterns;

namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Is <c>Split</c>: splits at what matches a pattern.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="behavior">What becomes of the matches.</param>
/// <param name="invert">Whether what does not match counts as the match.</param>
internal sealed class PatternSplit(IPattern pattern, SplitBehavior behavior, bool invert) : IPreTokenizer
{
    public int Growth => 1;

    public void Split(NormalizedText text, PieceList pieces)
    {
        foreach (var piece in pieces.BeginSplit())
        {
            var units = text.Units[piece.Start..piece.End];
            var splitter = new PieceSplitter(behavior, pieces);
            var from = 0;
            while (pattern.Next(units, from, out var start, out var end))
            {
                splitter.Add(piece.Start + from, piece.Start + start, isMatch: invert);
                splitter.Add(piece.Start + start, piece.Start + end, isMatch: !invert);
                from = end;
            }

            splitter.Add(piece.Start + from, piece.End, isMatch: invert);
            splitter.Finish();
        }
    }
}
