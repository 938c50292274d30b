namespace EmotionAI;

/// <summary>Describes the text that a model answered on: how well its vocabulary knows it.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed record TextQuality
{
    /// <summary>Gets the number of words: runs of letters and digits.</summary>
    public required int Words { get; init; }

    /// <summary>Gets the number of tokens that the model read, special tokens left out.</summary>
    public required int Tokens { get; init; }

    /// <summary>Gets the share of tokens that stand for something the vocabulary does not have, 0 to 1.</summary>
    public required double UnknownShare { get; init; }

    /// <summary>Gets the number of tokens a word; 0 where there is no word.</summary>
    public required double PiecesPerWord { get; init; }

    /// <summary>Gets how far the text is from what the vocabulary knows well: the mean rarity of its tokens, from 0 for the most frequent to 1 for the rarest and unknown ones, and 0.15 for each piece more than one a word.</summary>
    public required double Unfamiliarity { get; init; }

    /// <summary>Gets whether the text is unlike what the model was made for: another language, or no language. False where the model does not say what is usual (<c>text_quality</c> in <c>inference_config.json</c>).</summary>
    public bool IsUnfamiliar { get; init; }
}
