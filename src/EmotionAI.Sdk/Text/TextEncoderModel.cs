using EmotionAI.Bundles;
using EmotionAI.Models;
using EmotionAI.Models.Heads;

namespace EmotionAI.Text;

/// <summary>Holds what a checked folder says about an encoder of texts.</summary>
internal sealed record TextEncoderModel
{
    public required string ModelId { get; init; }

    public required TextTokenizer Tokenizer { get; init; }

    /// <summary>Gets the largest number of tokens, special tokens included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Gets the number of numbers of a vector.</summary>
    public required int Dimensions { get; init; }

    public required EmbeddingHead Head { get; init; }

    /// <summary>Gets the network with its weights, from which sessions are opened.</summary>
    public required ModelNetwork Network { get; init; }

    public required IReadOnlyList<BundleProblem> Warnings { get; init; }
}
