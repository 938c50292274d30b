using EmotionAI.Text.Tokenization.Patterns;

namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Is <c>Whitespace</c>: keeps runs of word characters and runs of others, <c>\w+|[^\w\s]+</c>.</summary>
internal sealed class WordSplit : IPreTokenizer
{
    public int Growth => 1;

    public void Split(NormalizedText text, PieceList pieces)
    {
        foreach (var piece in pieces.BeginSplit())
        {
            var (from, before) = (piece.Start, Kind.Space);
            for (int position = piece.Start, next; position < piece.End; position = next)
            {
                var kind = KindOf(text.CodePointAt(position, out next));
                if (kind != before)
                {
                    pieces.Add(from, before == Kind.Space ? from : position);
                    (from, before) = (position, kind);
                }
            }

            pieces.Add(from, before == Kind.Space ? from : piece.End);
        }
    }

    private static Kind KindOf(int codePoint) => WordCharacters.Contains(codePoint) ? Kind.Word
        : codePoint <= char.MaxValue && char.IsWhiteSpace((char)codePoint) ? Kind.Space
        : Kind.Other;

    private enum Kind
    {
        Space,
        Word,
        Other,
    }
}
