using System.Buffers;
using System.Runtime.CompilerServices;

namespace EmotionAI.Text.Tokenization.PreTokenization;

/// <summary>Splits a text and tokenizes it in one pass, as <c>WhitespaceSplit</c> and <c>Metaspace</c> or <c>Metaspace</c> alone do before a model, without writing the text anew.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal sealed class MetaspaceWords
{
    /// <summary>Words up to this many units are copied on the stack.</summary>
    private const int ShortWord = 128;

    private readonly ITokenModel _model;
    private readonly char _blank;
    private readonly bool _dropsWhiteSpace;
    private readonly SearchValues<char> _ends;

    private MetaspaceWords(ITokenModel model, char blank, bool dropsWhiteSpace)
    {
        (_model, _blank, _dropsWhiteSpace) = (model, blank, dropsWhiteSpace);
        _ends = SearchValues.Create(dropsWhiteSpace ? [.. Enumerable.Range(0, char.MaxValue + 1).Select(unit => (char)unit).Where(char.IsWhiteSpace), blank] : [' ', blank]);
    }

    /// <summary>Makes a pass where the pre-tokenizer is one of those that it knows; null elsewhere.</summary>
    public static MetaspaceWords? TryCreate(IPreTokenizer? preTokenizer, ITokenModel model) => preTokenizer switch
    {
        MetaspacePreTokenizer { Scheme: PrependScheme.Always, Splits: true } blanks => new MetaspaceWords(model, blanks.Replacement, dropsWhiteSpace: false),
        PreTokenizerSequence { PreTokenizers: [CharacterSplit { IsWhiteSpaceSplit: true }, MetaspacePreTokenizer { Scheme: PrependScheme.Always, Splits: true } blanks] } =>
            new MetaspaceWords(model, blanks.Replacement, dropsWhiteSpace: true),
        _ => null,
    };

    /// <summary>Adds the tokens of a text; their positions are those of its units.</summary>
    [SkipLocalsInit]
    public void Tokenize(ReadOnlySpan<char> text, TokenBuffer tokens)
    {
        Span<char> word = stackalloc char[ShortWord];
        Tokenize(text, word, tokens);
    }

    private void Tokenize(ReadOnlySpan<char> text, Span<char> word, TokenBuffer tokens)
    {
        for (var position = 0; position < text.Length && !tokens.IsFull;)
        {
            if (_dropsWhiteSpace && char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            // The unit that begins a word may be a blank of its own.
            var length = text[(position + 1)..].IndexOfAny(_ends);
            var end = length < 0 ? text.Length : position + 1 + length;
            TokenizeWord(text[position..end], position, word, tokens);
            position = end;
        }
    }

    private void TokenizeWord(ReadOnlySpan<char> text, int start, Span<char> word, TokenBuffer tokens)
    {
        var hasBlank = text[0] == ' ' || text[0] == _blank;
        var before = tokens.Count;
        var rest = hasBlank ? text[1..] : text;
        char[]? rented = null;
        if (rest.Length >= word.Length)
        {
            word = rented = ArrayPool<char>.Shared.Rent(rest.Length + 1);
        }

        word[0] = _blank;
        rest.CopyTo(word[1..]);
        tokens.PieceStart = hasBlank ? start : start - 1;
        _model.Tokenize(word[..(rest.Length + 1)], tokens);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented, clearArray: true);
        }

        // A blank that is not in the text stands for what the first code point stands for.
        for (var i = before; !hasBlank && i < tokens.Starts.Length && tokens.Starts[i] < start; i++)
        {
            tokens.Starts[i] = start;
            tokens.Ends[i] = Math.Max(tokens.Ends[i], start + 1);
        }
    }
}
