using System.Buffers;
using EmotionAI.Text.Tokenization;

namespace EmotionAI.Text;

/// <summary>Turns text into the token ids of a BERT WordPiece vocabulary, exactly as Hugging Face's <c>tokenizers</c> does.</summary>
/// <remarks>Safe for concurrent use, and remembers nothing of the texts. Any UTF-16 is taken; an unpaired surrogate counts as U+FFFD, which BERT drops.</remarks>
/// <example><code>
/// var tokenizer = TextTokenizer.Load("models/goemotions");
/// var ids = new int[TextTokenizer.MaxTokenCount(text.Length)];
/// var count = tokenizer.Encode(text, ids);
/// Console.WriteLine(string.Join(' ', ids.Take(count).Select(tokenizer.TokenOf)));
/// </code></example>
public sealed class TextTokenizer
{
    private readonly Normalizer _normalizer;
    private readonly WordPieceModel _model;
    private readonly AddedTokenMatcher _added;
    private readonly AddedTokenMatcher _normalizedAdded;
    private readonly Dictionary<int, string> _tokens;
    private readonly bool _addsSpecialTokens;
    private readonly bool _truncatesLeft;

    internal TextTokenizer(TokenizerDefinition definition)
    {
        _normalizer = Normalizer.For(definition.Normalizer);
        UnknownTokenId = definition.IdOf(definition.UnknownToken)!.Value;
        ClassifierTokenId = definition.IdOf(definition.ClassifierToken) ?? UnknownTokenId;
        SeparatorTokenId = definition.IdOf(definition.SeparatorToken) ?? UnknownTokenId;
        Remarks = definition.Remarks;
        _addsSpecialTokens = definition.AddsSpecialTokens;
        _truncatesLeft = definition.TruncatesLeft;
        ModelMaxLength = definition.ModelMaxLength;
        VocabularyPath = definition.VocabularyPath;
        _model = new WordPieceModel(definition.Vocabulary, definition.ContinuingSubwordPrefix, UnknownTokenId, definition.MaxInputCharsPerWord);
        _added = new AddedTokenMatcher(definition.AddedTokens.Values.Where(token => !token.Normalized));
        _normalizedAdded = new AddedTokenMatcher(definition.AddedTokens.Values.Where(token => token.Normalized).Select(token => token with { Content = _normalizer.Normalize(token.Content) }));
        var all = definition.Vocabulary.Concat(definition.AddedTokens.Select(token => new KeyValuePair<string, int>(token.Key, token.Value.Id))).ToList();
        VocabularySize = all.Max(token => token.Value) + 1;
        _tokens = new Dictionary<int, string>(all.Count);
        all.ForEach(token => _tokens[token.Value] = token.Key);
    }

    /// <summary>Gets the number of ids: the largest one + 1.</summary>
    public int VocabularySize { get; }

    /// <summary>Gets the largest number of tokens that the tokenizer's files allow, special tokens included; null where they say nothing.</summary>
    public int? ModelMaxLength { get; }

    /// <summary>Gets the id of words that cannot be split, <c>[UNK]</c>.</summary>
    public int UnknownTokenId { get; }

    /// <summary>Gets the id that begins every text, <c>[CLS]</c>.</summary>
    public int ClassifierTokenId { get; }

    /// <summary>Gets the id that ends every text, <c>[SEP]</c>.</summary>
    public int SeparatorTokenId { get; }

    internal string VocabularyPath { get; }

    /// <summary>Gets what is to be told about the files.</summary>
    internal IReadOnlyList<TokenizerRemark> Remarks { get; }

    /// <summary>Reads the tokenizer of a model folder: <c>tokenizer.json</c> or <c>vocab.txt</c>, with <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c> and <c>added_tokens.json</c> where they are.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="limits">The bounds for untrusted files; null for <see cref="EmotionLimits.Default"/>.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="EmotionAIException">There is no tokenizer, it is not valid, or it is of another kind.</exception>
    public static TextTokenizer Load(string directory, EmotionLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return new TextTokenizer(TokenizerFolder.Read(directory, limits ?? EmotionLimits.Default));
    }

    /// <summary>Gives a bound for the number of tokens of a text, special tokens included.</summary>
    /// <param name="characters">The number of UTF-16 units of the text.</param>
    /// <returns>A number of ids that <see cref="Encode(ReadOnlySpan{char}, Span{int})"/> never exceeds.</returns>
    public static int MaxTokenCount(int characters) => checked((characters * 4) + 2);

    /// <summary>Encodes a text, special tokens included where the tokenizer has them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputIds">Receives the ids; what does not fit is cut off: the end, or the beginning where <c>truncation_side</c> is <c>left</c>. 2 ids or more.</param>
    /// <returns>The number of ids.</returns>
    /// <exception cref="ArgumentException"><paramref name="inputIds"/> has room for less than 2 ids.</exception>
    public int Encode(ReadOnlySpan<char> text, Span<int> inputIds) => Encode(text, inputIds, out _);

    /// <summary>Encodes a text, special tokens included where the tokenizer has them, and tells whether all of it fitted.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputIds">Receives the ids; what does not fit is cut off: the end, or the beginning where <c>truncation_side</c> is <c>left</c>. 2 ids or more.</param>
    /// <param name="isTruncated">Whether something was cut off.</param>
    /// <returns>The number of ids.</returns>
    /// <exception cref="ArgumentException"><paramref name="inputIds"/> has room for less than 2 ids.</exception>
    public int Encode(ReadOnlySpan<char> text, Span<int> inputIds, out bool isTruncated)
    {
        if (inputIds.Length < 2)
        {
            throw new ArgumentException($"There is room for {inputIds.Length} ids; at least 2 are needed.", nameof(inputIds));
        }

        if (!_addsSpecialTokens)
        {
            return EncodeWithoutSpecialTokens(text, inputIds, out isTruncated);
        }

        inputIds[0] = ClassifierTokenId;
        var count = EncodeWithoutSpecialTokens(text, inputIds[1..^1], out isTruncated);
        inputIds[count + 1] = SeparatorTokenId;
        return count + 2;
    }

    /// <summary>Encodes a text without the tokens that begin and end it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputIds">Receives the ids; what does not fit is cut off: the end, or the beginning where <c>truncation_side</c> is <c>left</c>.</param>
    /// <param name="isTruncated">Whether something was cut off.</param>
    /// <returns>The number of ids.</returns>
    public int EncodeWithoutSpecialTokens(ReadOnlySpan<char> text, Span<int> inputIds, out bool isTruncated)
    {
        var count = EncodeStart(text, inputIds, out isTruncated);
        if (isTruncated && _truncatesLeft)
        {
            var all = ArrayPool<int>.Shared.Rent(MaxTokenCount(text.Length));
            var length = EncodeStart(text, all, out _);
            all.AsSpan(length - count, count).CopyTo(inputIds);
            ArrayPool<int>.Shared.Return(all);
        }

        return count;
    }

    /// <summary>Gets the token of an id.</summary>
    /// <param name="id">The id, from 0 to <see cref="VocabularySize"/> - 1.</param>
    /// <returns>The token, with <c>##</c> where it continues a word; null for an id that no token has.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The id is outside the vocabulary.</exception>
    public string? TokenOf(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, VocabularySize);
        return _tokens.GetValueOrDefault(id);
    }

    /// <summary>Encodes as much of the beginning of a text as there is room for.</summary>
    private int EncodeStart(ReadOnlySpan<char> text, Span<int> inputIds, out bool isTruncated)
    {
        var encoder = new WordPieceEncoder(_normalizer, _model, inputIds);
        var position = 0;
        while (!encoder.IsFull && _added.Next(text, position, out var start, out var end) is { } token)
        {
            EncodePart(text[position..start], ref encoder);
            encoder.Add(token.Id);
            position = end;
        }

        if (!encoder.IsFull)
        {
            EncodePart(text[position..], ref encoder);
        }

        isTruncated = encoder.IsFull;
        return encoder.Count;
    }

    /// <summary>Encodes a part without special tokens; looks for added tokens that are matched after normalization, where the vocabulary has such.</summary>
    private void EncodePart(ReadOnlySpan<char> part, ref WordPieceEncoder encoder)
    {
        if (_normalizedAdded.IsEmpty)
        {
            encoder.Encode(part);
            return;
        }

        var normalized = _normalizer.Normalize(part).AsSpan();
        var position = 0;
        while (!encoder.IsFull && _normalizedAdded.Next(normalized, position, out var start, out var end) is { } token)
        {
            encoder.Encode(normalized[position..start]);
            encoder.Add(token.Id);
            position = end;
        }

        encoder.Encode(normalized[position..]);
    }
}
