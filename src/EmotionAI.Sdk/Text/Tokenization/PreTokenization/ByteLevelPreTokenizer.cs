using EmotionAI.Text.Tokenization.Normalization;
using EmotionAI.Text.Tokenization.Patterns;

namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Is <c>ByteLevel</c>: splits as GPT-2 does and puts the character of each byte in the place of the text.</summary>
/// <param name="addsPrefixSpace">Whether each piece that is there begins with a blank.</param>
/// <param name="usesPattern">Whether the pieces are split.</param>
internal sealed class ByteLevelPreTokenizer(bool addsPrefixSpace, bool usesPattern) : IPreTokenizer
{
    private readonly PatternSplit _split = new(WordScanner.Instance, SplitBehavior.Isolated, invert: false);

    public bool AddsPrefixSpace => addsPrefixSpace;

    public bool UsesPattern => usesPattern;

    public int Growth => addsPrefixSpace ? 4 : 3;

    public void Split(NormalizedText text, PieceList pieces)
    {
        if (addsPrefixSpace)
        {
            AddSpaces(text, pieces);
        }

        if (usesPattern)
        {
            _split.Split(text, pieces);
        }

        MapBytes(text, pieces);
    }

    private static void AddSpaces(NormalizedText text, PieceList pieces)
    {
        var before = pieces.BeginSplit();
        text.BeginEdit();
        foreach (var piece in before)
        {
            text.CopyTo(piece.Start);
            var start = text.Written;
            if (text.Units[piece.Start] != ' ')
            {
                text.Prepend(" ");
            }

            text.CopyTo(piece.End);
            pieces.Add(start, text.Written);
        }

        text.EndEdit();
    }

    private static void MapBytes(NormalizedText text, PieceList pieces)
    {
        var before = pieces.BeginSplit();
        text.BeginEdit();
        foreach (var piece in before)
        {
            text.CopyTo(piece.Start);
            var start = text.Written;
            ByteCharacters.Map(text, piece.End);
            pieces.Add(start, text.Written);
        }

        text.EndEdit();
    }
}
