namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Is <c>Metaspace</c>: a visible character stands for each blank, and pieces begin with it.</summary>
/// <param name="replacement">The character, U+2581 in SentencePiece.</param>
/// <param name="scheme">Which pieces begin with one that is not in the text.</param>
/// <param name="splits">Whether a piece ends before each blank.</param>
internal sealed class MetaspacePreTokenizer(char replacement, PrependScheme scheme, bool splits) : IPreTokenizer
{
    /// <summary>Gets the character that stands for a blank.</summary>
    public char Replacement => replacement;

    public PrependScheme Scheme => scheme;

    public bool Splits => splits;

    public int Growth => scheme == PrependScheme.Never ? 1 : 2;

    public bool NeedsAlignment => scheme == PrependScheme.First;

    public void Split(NormalizedText text, PieceList pieces)
    {
        var before = pieces.BeginSplit();
        text.BeginEdit();
        foreach (var piece in before)
        {
            text.CopyTo(piece.Start);
            var from = text.Written;
            if (Prepends(text, piece))
            {
                Prepend(text);
            }

            while (text.Position < piece.End)
            {
                var blank = text.Units[text.Position..piece.End].IndexOfAny(' ', replacement);
                text.CopyTo(blank < 0 ? piece.End : text.Position + blank);
                if (blank < 0)
                {
                    break;
                }

                if (splits)
                {
                    pieces.Add(from, text.Written);
                    from = text.Written;
                }

                text.Replace(replacement);
            }

            pieces.Add(from, text.Written);
        }

        text.EndEdit();
    }

    private bool Prepends(NormalizedText text, Piece piece) => scheme switch
    {
        PrependScheme.Always => true,
        PrependScheme.First => text.OriginalStartOf(piece.Start) == 0,
        _ => false,
    } && text.Units[piece.Start] != ' ' && text.Units[piece.Start] != replacement;

    private void Prepend(NormalizedText text)
    {
        var next = text.Next;
        text.Replace(replacement);
        text.Insert(next);
    }
}
