using System.Buffers;
using EmotionAI.Text.Tokenization;
using EmotionAI.Text.Tokenization.Files;

namespace EmotionAI.Text;

/// <summary>Turns text into the token ids of a model, exactly as Hugging Face's <c>tokenizers</c> does: WordPiece, byte pairs, Unigram.</summary>
/// <remarks>Safe for concurrent use, and remembers nothing of the texts. Any UTF-16 is taken; an unpaired surrogate counts as U+FFFD.</remarks>
/// <example><code>
/// var tokenizer = TextTokenizer.Load("models/goemotions");
/// var ids = new int[tokenizer.MaxTokenCount(text.Length)];
/// var count = tokenizer.Encode(text, ids);
/// Console.WriteLine(string.Join(' ', ids.Take(count).Select(tokenizer.TokenOf)));
/// </code></example>
public sealed class TextTokenizer
{
    private readonly TokenizerDefinition _definition;
    private readonly TokenPipeline _pipeline;
    private readonly TokenTemplate _template;
    private readonly Lazy<Dictionary<int, AddedToken>> _added;

    internal TextTokenizer(TokenizerDefinition definition, bool isFused = true)
    {
        _definition = definition;
        _template = definition.Template;
        _pipeline = new TokenPipeline(definition, isFused);
        _added = new Lazy<Dictionary<int, AddedToken>>(() => definition.AddedTokens.Values.GroupBy(token => token.Id).ToDictionary(tokens => tokens.Key, tokens => tokens.Last()));
        UnknownTokenId = definition.IdOf(definition.Roles.Unknown) ?? _pipeline.UnknownId;
        ClassifierTokenId = definition.IdOf(definition.Roles.Classifier);
        SeparatorTokenId = definition.IdOf(definition.Roles.Separator);
        PadTokenId = definition.IdOf(definition.Roles.Pad);
        MaskTokenId = definition.IdOf(definition.Roles.Mask);
        VocabularySize = Math.Max(definition.Vocabulary.Size, definition.AddedTokens.Values.Select(token => token.Id + 1).DefaultIfEmpty().Max());
    }

    /// <summary>Gets the number of ids: the largest one + 1.</summary>
    public int VocabularySize { get; }

    /// <summary>Gets the largest number of tokens that the tokenizer's files allow, special tokens included; null where they say nothing.</summary>
    public int? ModelMaxLength => _definition.ModelMaxLength;

    /// <summary>Gets the number of special tokens that are put around a text.</summary>
    public int AddedTokenCount => _template.Count;

    /// <summary>Gets the id of what cannot be split into tokens, <c>[UNK]</c> of BERT, <c>&lt;unk&gt;</c> of RoBERTa; null where there is none.</summary>
    public int? UnknownTokenId { get; }

    /// <summary>Gets the id that begins a text, <c>[CLS]</c> of BERT, <c>&lt;s&gt;</c> of RoBERTa; null where there is none.</summary>
    public int? ClassifierTokenId { get; }

    /// <summary>Gets the id that ends a text, <c>[SEP]</c> of BERT, <c>&lt;/s&gt;</c> of RoBERTa; null where there is none.</summary>
    public int? SeparatorTokenId { get; }

    /// <summary>Gets the id that fills up shorter texts of a batch, <c>[PAD]</c> of BERT, <c>&lt;pad&gt;</c> of RoBERTa; null where there is none.</summary>
    public int? PadTokenId { get; }

    /// <summary>Gets the id that stands for a hidden token, <c>[MASK]</c> of BERT, <c>&lt;mask&gt;</c> of RoBERTa; null where there is none.</summary>
    public int? MaskTokenId { get; }

    internal string VocabularyPath => _definition.VocabularyPath;

    /// <summary>Gets what is to be told about the files.</summary>
    internal IReadOnlyList<TokenizerRemark> Remarks => _definition.Remarks;

    /// <summary>Reads the tokenizer of a model folder: <c>tokenizer.json</c>, <c>vocab.txt</c>, or <c>vocab.json</c> with <c>merges.txt</c>, with <c>tokenizer_config.json</c>, <c>special_tokens_map.json</c> and <c>added_tokens.json</c> where they are.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="limits">The bounds for untrusted files; null for <see cref="EmotionLimits.Default"/>.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="EmotionAIException">There is no tokenizer, it is not valid, or it is of an unsupported kind.</exception>
    public static TextTokenizer Load(string directory, EmotionLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        return new TextTokenizer(TokenizerFolder.Read(directory, limits ?? EmotionLimits.Default));
    }

    /// <summary>Gives a bound for the number of tokens of a text, special tokens included.</summary>
    /// <param name="characters">The number of UTF-16 units of the text.</param>
    /// <returns>A number of ids that <see cref="Encode(ReadOnlySpan{char}, Span{int})"/> never exceeds.</returns>
    public int MaxTokenCount(int characters) => checked((characters * _pipeline.TokensPerUnit) + _template.Count);

    /// <summary>Counts the tokens of a text, special tokens included.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The number of ids that <see cref="Encode(ReadOnlySpan{char}, Span{int})"/> gives where there is room for all.</returns>
    public int CountTokens(ReadOnlySpan<char> text)
    {
        var ids = ArrayPool<int>.Shared.Rent(MaxTokenCount(text.Length));
        var count = _pipeline.Encode(text, ids, out _);
        ArrayPool<int>.Shared.Return(ids);
        return count + _template.Count;
    }

    /// <summary>Encodes a text, special tokens included where the tokenizer has them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputIds">Receives the ids; what does not fit is cut off: the end, or the beginning where <c>truncation_side</c> is <c>left</c>.</param>
    /// <returns>The number of ids.</returns>
    /// <exception cref="ArgumentException"><paramref name="inputIds"/> has no room for the special tokens.</exception>
    public int Encode(ReadOnlySpan<char> text, Span<int> inputIds) => Encode(text, inputIds, out _);

    /// <summary>Encodes a text, special tokens included where the tokenizer has them, and tells whether all of it fitted.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputIds">Receives the ids; what does not fit is cut off: the end, or the beginning where <c>truncation_side</c> is <c>left</c>.</param>
    /// <param name="isTruncated">Whether something was cut off.</param>
    /// <returns>The number of ids.</returns>
    /// <exception cref="ArgumentException"><paramref name="inputIds"/> has no room for the special tokens.</exception>
    public int Encode(ReadOnlySpan<char> text, Span<int> inputIds, out bool isTruncated)
    {
        var (before, after) = (_template.Before, _template.After);
        CheckRoom(inputIds);
        before.CopyTo(inputIds);
        var count = before.Length + EncodeWithoutSpecialTokens(text, inputIds[before.Length..^after.Length], out isTruncated);
        after.CopyTo(inputIds[count..]);
        return count + after.Length;
    }

    /// <summary>Encodes a text, special tokens included where the tokenizer has them, and tells where in the text each token is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputIds">Receives the ids; what does not fit is cut off: the end, or the beginning where <c>truncation_side</c> is <c>left</c>.</param>
    /// <param name="offsets">Receives for each id the range of <paramref name="text"/> that it stands for, in UTF-16 units; 0..0 for special tokens that are not in the text. As long as <paramref name="inputIds"/> or longer.</param>
    /// <param name="isTruncated">Whether something was cut off.</param>
    /// <returns>The number of ids.</returns>
    /// <exception cref="ArgumentException"><paramref name="inputIds"/> has no room for the special tokens, or <paramref name="offsets"/> is shorter.</exception>
    public int Encode(ReadOnlySpan<char> text, Span<int> inputIds, Span<Range> offsets, out bool isTruncated)
    {
        CheckRoom(inputIds);
        CheckOffsets(inputIds.Length, offsets.Length);
        var workspace = TokenWorkspace.Rent();
        _pipeline.Encode(text, workspace, Enough(inputIds.Length));
        var count = workspace.Tokens.Count;
        var kept = Math.Min(count, inputIds.Length - _template.Count);
        isTruncated = kept < count;
        WriteWindow(text, workspace.Tokens, _definition.TruncatesLeft ? count - kept : 0, kept, inputIds, offsets);
        workspace.Return();
        return kept + _template.Count;
    }

    /// <summary>Encodes a text without the tokens that begin and end it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputIds">Receives the ids; what does not fit is cut off: the end, or the beginning where <c>truncation_side</c> is <c>left</c>.</param>
    /// <param name="isTruncated">Whether something was cut off.</param>
    /// <returns>The number of ids.</returns>
    public int EncodeWithoutSpecialTokens(ReadOnlySpan<char> text, Span<int> inputIds, out bool isTruncated)
    {
        var count = _pipeline.Encode(text, inputIds, out isTruncated);
        if (isTruncated && _definition.TruncatesLeft)
        {
            var all = ArrayPool<int>.Shared.Rent(MaxTokenCount(text.Length));
            var length = _pipeline.Encode(text, all, out _);
            all.AsSpan(length - count, count).CopyTo(inputIds);
            ArrayPool<int>.Shared.Return(all);
        }

        return count;
    }

    /// <summary>Encodes a text without the tokens that begin and end it, and tells where in the text each token is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputIds">Receives the ids; what does not fit is cut off: the end, or the beginning where <c>truncation_side</c> is <c>left</c>.</param>
    /// <param name="offsets">Receives for each id the range of <paramref name="text"/> that it stands for, in UTF-16 units. As long as <paramref name="inputIds"/> or longer.</param>
    /// <param name="isTruncated">Whether something was cut off.</param>
    /// <returns>The number of ids.</returns>
    /// <exception cref="ArgumentException"><paramref name="offsets"/> is shorter than <paramref name="inputIds"/>.</exception>
    public int EncodeWithoutSpecialTokens(ReadOnlySpan<char> text, Span<int> inputIds, Span<Range> offsets, out bool isTruncated)
    {
        CheckOffsets(inputIds.Length, offsets.Length);
        var workspace = TokenWorkspace.Rent();
        _pipeline.Encode(text, workspace, Enough(inputIds.Length));
        var count = workspace.Tokens.Count;
        var kept = Math.Min(count, inputIds.Length);
        isTruncated = kept < count;
        WriteTokens(text, workspace.Tokens, _definition.TruncatesLeft ? count - kept : 0, kept, inputIds, offsets);
        workspace.Return();
        return kept;
    }

    /// <summary>Encodes a text in windows that overlap, special tokens around each; follows <c>return_overflowing_tokens</c> of transformers.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxLength">The most tokens of a window, special tokens included.</param>
    /// <param name="stride">The tokens that a window has in common with the one before it, special tokens not counted.</param>
    /// <returns>The windows in the order of the text, from its end where <c>truncation_side</c> is <c>left</c>; one at least.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A window has no room for more than the special tokens and the tokens in common.</exception>
    public IReadOnlyList<TokenWindow> EncodeWindows(ReadOnlySpan<char> text, int maxLength, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stride);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxLength - _template.Count, stride, nameof(maxLength));
        var workspace = TokenWorkspace.Rent();
        _pipeline.Encode(text, workspace, int.MaxValue);
        var windows = new List<TokenWindow>();
        foreach (var (start, count) in WindowPlan.Create(workspace.Tokens.Count, maxLength - _template.Count, stride, _definition.TruncatesLeft))
        {
            var (ids, offsets) = (new int[count + _template.Count], new Range[count + _template.Count]);
            WriteWindow(text, workspace.Tokens, start, count, ids, offsets);
            windows.Add(new TokenWindow(ids, offsets));
        }

        workspace.Return();
        return windows;
    }

    /// <summary>Turns ids into text; follows <c>decode</c> of <c>tokenizers</c>.</summary>
    /// <param name="ids">The ids; those that no token has are left out.</param>
    /// <param name="skipSpecialTokens">Whether special tokens are left out.</param>
    /// <returns>The text, which is seldom the original one: what normalization removed is gone.</returns>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true)
    {
        var parts = new List<string>(ids.Length);
        foreach (var id in ids)
        {
            var isSpecial = _added.Value.TryGetValue(id, out var added) && added.IsSpecial;
            if (!(isSpecial && skipSpecialTokens) && (added?.Content ?? _definition.Vocabulary.TokenOf(id)) is { } token)
            {
                parts.Add(token);
            }
        }

        _definition.Decoder?.Decode(parts);
        return string.Join(_definition.Decoder is null ? " " : "", parts);
    }

    /// <summary>Gets the token of an id.</summary>
    /// <param name="id">The id, from 0 to <see cref="VocabularySize"/> - 1.</param>
    /// <returns>The token as the vocabulary writes it: <c>##</c> continues a word of BERT, <c>Ġ</c> stands for a blank in RoBERTa; null for an id that no token has.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The id is outside the vocabulary.</exception>
    public string? TokenOf(int id)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(id, VocabularySize);
        return _added.Value.TryGetValue(id, out var added) ? added.Content : _definition.Vocabulary.TokenOf(id);
    }

    /// <summary>Gets the id of a token.</summary>
    /// <param name="token">The token as the vocabulary writes it.</param>
    /// <returns>The id; null where there is no such token.</returns>
    public int? IdOf(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return _definition.IdOf(token);
    }

    /// <summary>Gives the number of tokens after which it is known what is cut off.</summary>
    private int Enough(int room) => _definition.TruncatesLeft || room == int.MaxValue ? int.MaxValue : room + 1;

    private void WriteWindow(ReadOnlySpan<char> text, TokenBuffer tokens, int start, int count, Span<int> inputIds, Span<Range> offsets)
    {
        var (before, after) = (_template.Before, _template.After);
        before.CopyTo(inputIds);
        offsets[..before.Length].Clear();
        WriteTokens(text, tokens, start, count, inputIds[before.Length..], offsets[before.Length..]);
        after.CopyTo(inputIds[(before.Length + count)..]);
        offsets.Slice(before.Length + count, after.Length).Clear();
    }

    private void WriteTokens(ReadOnlySpan<char> text, TokenBuffer tokens, int start, int count, Span<int> inputIds, Span<Range> offsets)
    {
        tokens.Ids.Slice(start, count).CopyTo(inputIds);
        for (var i = 0; i < count; i++)
        {
            var (from, to) = (tokens.Starts[start + i], tokens.Ends[start + i]);
            if (_definition.Trim is { } trim)
            {
                (from, to) = trim.Apply(TokenOf(inputIds[i]), text, from, to, isFirst: i == 0);
            }

            offsets[i] = from..to;
        }
    }

    private void CheckRoom(ReadOnlySpan<int> inputIds)
    {
        if (inputIds.Length < _template.Count)
        {
            throw new ArgumentException(Invariant($"There is room for {inputIds.Length} ids; at least {_template.Count} are needed."), nameof(inputIds));
        }
    }

    private static void CheckOffsets(int ids, int offsets)
    {
        if (offsets < ids)
        {
            throw new ArgumentException(Invariant($"There is room for {offsets} offsets; at least {ids} are needed, one for each id."), nameof(offsets));
        }
    }
}
