using EmotionAI.Text.Tokenization.BytePair;
using EmotionAI.Text.Tokenization.Normalization;
using EmotionAI.Text.Tokenization.PreTokenization;
using EmotionAI.Text.Tokenization.WordPiece;

namespace EmotionAI.Text.Tokenization;

/// <summary>Encodes text: added tokens are cut out, the rest is normalized, split and turned into tokens; follows <c>TokenizerImpl::encode</c> of <c>tokenizers</c>.</summary>
/// <remarks>Where only ids are wanted, a combination that is common goes through an <see cref="IIdEncoder"/>, which gives the same ids.</remarks>
internal sealed class TokenPipeline
{
    private readonly INormalizer? _normalizer;
    private readonly IPreTokenizer? _preTokenizer;
    private readonly ITokenModel _model;
    private readonly AddedTokenMatcher _added;
    private readonly AddedTokenMatcher _normalizedAdded;
    private readonly IIdEncoder? _ids;
    private readonly MetaspaceWords? _words;

    public TokenPipeline(TokenizerDefinition definition, bool isFused = true)
    {
        (_normalizer, _preTokenizer) = (definition.Normalizer, definition.PreTokenizer);
        _model = definition.Model.Build(definition.Vocabulary, definition.VocabularyPath);
        _added = new AddedTokenMatcher(definition.AddedTokens.Values.Where(token => !token.Normalized));
        _normalizedAdded = new AddedTokenMatcher(definition.AddedTokens.Values.Where(token => token.Normalized).Select(token => token with { Content = Normalize(token.Content) }));
        _ids = isFused ? Fuse() : null;
        _words = isFused ? MetaspaceWords.TryCreate(_preTokenizer, _model) : null;
        TokensPerUnit = (int)Math.Min(int.MaxValue, (long)(_normalizer?.Growth ?? 1) * (_preTokenizer?.Growth ?? 1) * _model.TokensPerUnit);
    }

    /// <summary>Gets the most tokens that a UTF-16 unit may become.</summary>
    public int TokensPerUnit { get; }

    public int? UnknownId => _model.UnknownId;

    /// <summary>Encodes as much of the beginning of a text as there is room for.</summary>
    public int Encode(ReadOnlySpan<char> text, Span<int> ids, out bool isTruncated)
    {
        var writer = new TokenIdWriter(ids);
        var scan = default(AddedTokenScan);
        AddedToken? token;
        do
        {
            var position = scan.Covered;
            token = _added.Next(text, ref scan, out var before, out _);
            EncodePart(text[position..before], position, ref writer);
            if (token is not null)
            {
                writer.Add(token.Id);
            }
        }
        while (token is not null && !writer.IsFull);

        isTruncated = writer.IsFull;
        return writer.Count;
    }

    /// <summary>Encodes a text with the range of the original text that each token stands for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="workspace">Receives the tokens.</param>
    /// <param name="enough">The number of tokens after which no more are wanted.</param>
    public void Encode(ReadOnlySpan<char> text, TokenWorkspace workspace, int enough)
    {
        var tokens = workspace.Tokens;
        tokens.Reset(isAligned: true, enough);
        var scan = default(AddedTokenScan);
        AddedToken? token;
        do
        {
            var position = scan.Covered;
            token = _added.Next(text, ref scan, out var before, out var start);
            EncodePart(text[position..before], position, workspace);
            if (token is not null)
            {
                tokens.PieceStart = 0;
                tokens.Add(token.Id, start, scan.Covered);
            }
        }
        while (token is not null && !tokens.IsFull);
    }

    private void EncodePart(ReadOnlySpan<char> part, int originalStart, ref TokenIdWriter ids)
    {
        if (part.IsEmpty || ids.IsFull)
        {
            return;
        }

        if (_ids is null || !_ids.Takes(part))
        {
            EncodeByPipeline(part, originalStart, ref ids);
            return;
        }

        var scan = default(AddedTokenScan);
        AddedToken? token;
        do
        {
            var position = scan.Covered;
            token = _normalizedAdded.Next(part, ref scan, out var before, out _);
            _ids.Encode(part[position..before], ref ids);
            if (token is not null)
            {
                ids.Add(token.Id);
            }
        }
        while (token is not null && !ids.IsFull);
    }

    private void EncodeByPipeline(ReadOnlySpan<char> part, int originalStart, ref TokenIdWriter ids)
    {
        var workspace = TokenWorkspace.Rent();
        var tokens = workspace.Tokens;
        tokens.Reset(isAligned: false, enough: ids.Rest.Length + 1);
        EncodePart(part, originalStart, workspace);
        ids.Add(tokens.Ids);
        workspace.Return();
    }

    /// <summary>Encodes a part between added tokens; those that are looked for after normalization are cut out of it.</summary>
    private void EncodePart(ReadOnlySpan<char> part, int originalStart, TokenWorkspace workspace)
    {
        if (part.IsEmpty)
        {
            return;
        }

        var (text, tokens) = (workspace.Text, workspace.Tokens);
        text.Reset(part, originalStart, tokens.IsAligned || _preTokenizer is { NeedsAlignment: true });
        _normalizer?.Normalize(text);
        if (_normalizedAdded.IsEmpty)
        {
            Tokenize(text, workspace);
            return;
        }

        var scan = default(AddedTokenScan);
        AddedToken? token;
        do
        {
            var position = scan.Covered;
            token = _normalizedAdded.Next(text.Units, ref scan, out var before, out var start);
            workspace.Segment.Reset(text, position, before);
            Tokenize(workspace.Segment, workspace);
            if (token is not null)
            {
                var range = text.IsAligned ? text.OriginalOf(start, scan.Covered) : default;
                tokens.PieceStart = 0;
                tokens.Add(token.Id, range.Start, range.End);
            }
        }
        while (token is not null && !tokens.IsFull);
    }

    private void Tokenize(NormalizedText text, TokenWorkspace workspace)
    {
        var tokens = workspace.Tokens;
        var before = tokens.Count;
        if (_words is not null)
        {
            _words.Tokenize(text.Units, tokens);
        }
        else
        {
            TokenizePieces(text, workspace);
        }

        for (var i = before; i < tokens.Starts.Length; i++)
        {
            (tokens.Starts[i], tokens.Ends[i]) = text.OriginalOf(tokens.Starts[i], tokens.Ends[i]);
        }
    }

    private void TokenizePieces(NormalizedText text, TokenWorkspace workspace)
    {
        var (pieces, tokens) = (workspace.Pieces, workspace.Tokens);
        pieces.Reset(text.Length);
        _preTokenizer?.Split(text, pieces);
        foreach (var piece in pieces.Pieces)
        {
            if (tokens.IsFull)
            {
                break;
            }

            tokens.PieceStart = piece.Start;
            _model.Tokenize(text.Units[piece.Start..piece.End], tokens);
        }
    }

    private IIdEncoder? Fuse() => (_normalizer, _preTokenizer, _model) switch
    {
        (null or LowercaseNormalizer or BertNormalizer, BertPreTokenizer, WordPieceModel model) when _normalizedAdded.IsEmpty =>
            new WordPieceIdEncoder(BertNormalizerOptions.Of(_normalizer)!.Value, model),
        (null or UnicodeNormalizer { Composes: true, IsCompatible: false }, ByteLevelPreTokenizer { UsesPattern: true } bytes, BytePairModel model) =>
            BytePairIdEncoder.TryCreate(_normalizer as UnicodeNormalizer, bytes.AddsPrefixSpace, model),
        _ => null,
    };

    private string Normalize(string token)
    {
        var text = new NormalizedText();
        text.Reset(token, 0, isAligned: false);
        _normalizer?.Normalize(text);
        return text.Units.ToString();
    }
}
