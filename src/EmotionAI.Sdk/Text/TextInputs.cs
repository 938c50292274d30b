using System.Buffers;

namespace EmotionAI.Text;

/// <summary>Turns texts into what the model reads, within the limits, and measures them.</summary>
internal sealed class TextInputs
{
    private readonly TextModel _model;
    private readonly TextEmotionOptions _options;
    private readonly TextQualityMeter _meter;

    public TextInputs(TextModel model, TextEmotionOptions options)
    {
        _model = model;
        _options = options;
        _meter = new TextQualityMeter(model.Tokenizer, model.Familiarity);
        if (options.LongText == LongTextPolicy.Windows && options.Stride >= model.MaxLength - model.Tokenizer.AddedTokenCount)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"Stride is {options.Stride}; windows of this model hold {model.MaxLength - model.Tokenizer.AddedTokenCount} tokens, of which fewer can be shared by two."));
        }
    }

    /// <summary>Encodes a text.</summary>
    /// <param name="input">The text.</param>
    /// <param name="ids">Room for the model's length.</param>
    /// <param name="isTruncated">Whether its end was cut off.</param>
    /// <returns>The number of ids.</returns>
    /// <exception cref="EmotionAIException">The text is longer than the limits allow, or than the model reads and that is refused.</exception>
    public int Encode(string input, Span<int> ids, out bool isTruncated)
    {
        var length = Encode(input, _model.Tokenizer, _options.Limits, ids, out isTruncated);
        if (isTruncated && _options.LongText == LongTextPolicy.Error)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The text has {_model.Tokenizer.CountTokens(input)} tokens; the model reads {_model.MaxLength}. Shorten it, or let it be truncated or read in windows (LongText)."));
        }

        return length;
    }

    /// <summary>Encodes a text within the limits; what is beyond the room is cut off.</summary>
    /// <exception cref="EmotionAIException">The text is longer than the limits allow, or has no tokens at all.</exception>
    public static int Encode(string input, TextTokenizer tokenizer, EmotionLimits limits, Span<int> ids, out bool isTruncated)
    {
        Check(input, limits);
        var length = tokenizer.Encode(input, ids, out isTruncated);
        return length > 0 ? length : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The text has no tokens, and the tokenizer of the model puts none around it (tokenizer.json has no post_processor).");
    }

    /// <summary>Measures what the model reads of a text.</summary>
    /// <param name="input">The text.</param>
    /// <param name="ids">Its ids, special tokens included.</param>
    /// <param name="isTruncated">Whether they are of a part of it.</param>
    public TextQuality Quality(string input, ReadOnlySpan<int> ids, bool isTruncated)
    {
        var tokens = WithoutSpecialTokens(ids);
        return _meter.Measure(isTruncated ? input.AsSpan()[ReadPart(input)] : input, tokens);
    }

    /// <summary>Measures a whole text, however long.</summary>
    /// <param name="input">The text.</param>
    /// <param name="tokens">A number of tokens that it does not exceed.</param>
    public TextQuality Quality(string input, int tokens)
    {
        var ids = ArrayPool<int>.Shared.Rent(tokens);
        var count = _model.Tokenizer.EncodeWithoutSpecialTokens(input, ids, out _);
        var quality = _meter.Measure(input, ids.AsSpan(0, count));
        ArrayPool<int>.Shared.Return(ids);
        return quality;
    }

    public void Check(string input) => Check(input, _options.Limits);

    /// <summary>Gives the range of the text that some of its tokens stand for; null where they stand for none of it.</summary>
    public static Range? RangeOf(ReadOnlySpan<Range> offsets)
    {
        var (start, end) = (int.MaxValue, 0);
        foreach (var offset in offsets)
        {
            if (offset.End.Value > offset.Start.Value)
            {
                start = Math.Min(start, offset.Start.Value);
                end = Math.Max(end, offset.End.Value);
            }
        }

        return start < end ? start..end : null;
    }

    private static void Check(string input, EmotionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Length > limits.TextCharacters)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The text has {input.Length} characters; at most {limits.TextCharacters} are allowed."));
        }
    }

    private Range ReadPart(string input)
    {
        var ids = ArrayPool<int>.Shared.Rent(_model.MaxLength);
        var offsets = ArrayPool<Range>.Shared.Rent(_model.MaxLength);
        var count = _model.Tokenizer.Encode(input, ids.AsSpan(0, _model.MaxLength), offsets.AsSpan(0, _model.MaxLength), out _);
        var part = RangeOf(offsets.AsSpan(0, count)) ?? 0..0;
        ArrayPool<int>.Shared.Return(ids);
        ArrayPool<Range>.Shared.Return(offsets);
        return part;
    }

    private ReadOnlySpan<int> WithoutSpecialTokens(ReadOnlySpan<int> ids)
    {
        var tokenizer = _model.Tokenizer;
        if (tokenizer.AddedTokenCount > 0 && ids.Length > 0 && ids[^1] == tokenizer.SeparatorTokenId)
        {
            ids = ids[..^1];
        }

        return tokenizer.AddedTokenCount > 1 && ids.Length > 0 && ids[0] == tokenizer.ClassifierTokenId ? ids[1..] : ids;
    }
}
