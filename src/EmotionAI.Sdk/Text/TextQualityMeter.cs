using System.Globalization;

namespace EmotionAI.Text;

/// <summary>Measures how well the vocabulary of a model knows a text: by unknown tokens, by the pieces that words are split into, and by how rare the tokens are.</summary>
/// <remarks>
/// Vocabularies are written by falling frequency (WordPiece, SentencePiece) or in the order of their merges (byte-pair), so that the logarithm of an id stands for rarity.
/// Rarity and pieces together tell another language from the model's own better than either; docs/text.md gives the error rates.
/// </remarks>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="familiarity">What is usual for the model; null where it does not say.</param>
internal sealed class TextQualityMeter(TextTokenizer tokenizer, TextFamiliarity? familiarity)
{
    /// <summary>What one piece more than words, a word, weighs against rarity.</summary>
    private const double PieceWeight = 0.15;

    private readonly byte[] _kinds = new byte[tokenizer.VocabularySize];
    private readonly double _largest = Math.Log(tokenizer.VocabularySize + 1);

    private enum Kind : byte
    {
        NotAsked,
        Word,
        Other,
    }

    /// <summary>Measures a text.</summary>
    /// <param name="text">The part of it that the model reads.</param>
    /// <param name="ids">Its tokens, special tokens left out.</param>
    public TextQuality Measure(ReadOnlySpan<char> text, ReadOnlySpan<int> ids)
    {
        var words = Words(text);
        var (unknown, pieces, rarity) = (0, 0, 0.0);
        foreach (var id in ids)
        {
            var isUnknown = id == tokenizer.UnknownTokenId;
            unknown += isUnknown ? 1 : 0;
            pieces += isUnknown || IsWord(id) ? 1 : 0;
            rarity += isUnknown ? _largest : Math.Log(id + 1);
        }

        var count = Math.Max(1, ids.Length);
        var piecesPerWord = words == 0 ? 0 : pieces / (double)words;
        var unfamiliarity = (rarity / count / _largest) + (PieceWeight * Math.Max(0, piecesPerWord - 1));
        return new TextQuality
        {
            Words = words,
            Tokens = ids.Length,
            UnknownShare = unknown / (double)count,
            PiecesPerWord = piecesPerWord,
            Unfamiliarity = unfamiliarity,
            IsUnfamiliar = ids.Length > 0 && familiarity?.IsUnfamiliar(ids.Length, unfamiliarity) == true,
        };
    }

    private static int Words(ReadOnlySpan<char> text)
    {
        var (words, inside) = (0, false);
        foreach (var unit in text)
        {
            var isWord = IsWordUnit(unit);
            words += isWord && !inside ? 1 : 0;
            inside = isWord;
        }

        return words;
    }

    private static bool IsWordUnit(char unit) => char.IsAscii(unit)
        ? char.IsAsciiLetterOrDigit(unit)
        : char.IsLetterOrDigit(unit) || CharUnicodeInfo.GetUnicodeCategory(unit) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private bool IsWord(int id)
    {
        var kind = (Kind)_kinds[id];
        if (kind == Kind.NotAsked)
        {
            kind = tokenizer.TokenOf(id) is { } token && token.Any(IsWordUnit) ? Kind.Word : Kind.Other;
            _kinds[id] = (byte)kind;
        }

        return kind == Kind.Word;
    }
}
