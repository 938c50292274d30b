using EmotionAI.Text.Tokenization.Normalization;

namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Splits at single characters of a kind: <c>WhitespaceSplit</c>, <c>Punctuation</c>, <c>Digits</c>, <c>CharDelimiterSplit</c>.</summary>
internal sealed class CharacterSplit : IPreTokenizer
{
    private readonly Func<int, bool> _isMatch;
    private readonly SplitBehavior _behavior;

    private CharacterSplit(Func<int, bool> isMatch, SplitBehavior behavior) => (_isMatch, _behavior) = (isMatch, behavior);

    public int Growth => 1;

    public static CharacterSplit WhiteSpace() => new(codePoint => codePoint <= char.MaxValue && char.IsWhiteSpace((char)codePoint), SplitBehavior.Removed);

    public static CharacterSplit Punctuation(SplitBehavior behavior) => new(codePoint => CharacterTable.Instance.ClassOf(codePoint) == CharacterClass.Punctuation, behavior);

    public static CharacterSplit Digits(bool individually) => new(CharacterTable.Instance.Numbers.Contains, individually ? SplitBehavior.Isolated : SplitBehavior.Contiguous);

    public static CharacterSplit Delimiter(int delimiter) => new(codePoint => codePoint == delimiter, SplitBehavior.Removed);

    public void Split(NormalizedText text, PieceList pieces)
    {
        foreach (var piece in pieces.BeginSplit())
        {
            var splitter = new PieceSplitter(_behavior, pieces);
            var from = piece.Start;
            for (int position = piece.Start, next; position < piece.End; position = next)
            {
                var codePoint = text.CodePointAt(position, out next);
                if (_isMatch(codePoint))
                {
                    splitter.Add(from, position, isMatch: false);
                    splitter.Add(position, next, isMatch: true);
                    from = next;
                }
            }

            splitter.Add(from, piece.End, isMatch: false);
            splitter.Finish();
        }
    }
}
