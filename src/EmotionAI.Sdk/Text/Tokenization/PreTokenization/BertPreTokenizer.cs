using EmotionAI.Text.Tokenization.Normalization;

namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Is <c>BertPreTokenizer</c>: splits at white space and at punctuation, each of which is a piece.</summary>
internal sealed class BertPreTokenizer : IPreTokenizer
{
    private readonly CharacterTable _table = CharacterTable.Instance;

    public int Growth => 1;

    public void Split(NormalizedText text, PieceList pieces)
    {
        foreach (var piece in pieces.BeginSplit())
        {
            var from = piece.Start;
            for (int position = piece.Start, next; position < piece.End; position = next)
            {
                var codePoint = text.CodePointAt(position, out next);
                var isPunctuation = _table.ClassOf(codePoint) == CharacterClass.Punctuation;
                if (!isPunctuation && !(codePoint <= char.MaxValue && char.IsWhiteSpace((char)codePoint)))
                {
                    continue;
                }

                pieces.Add(from, position);
                pieces.Add(position, isPunctuation ? next : position);
                from = next;
            }

            pieces.Add(from, piece.End);
        }
    }
}
