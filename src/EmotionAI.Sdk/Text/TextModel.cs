using EmotionAI.Inference;
using EmotionAI.Models;

namespace EmotionAI.Text;

/// <summary>Holds what a checked bundle says about a text model: all a classifier needs.</summary>
internal sealed record TextModel
{
    public required TextTokenizer Tokenizer { get; init; }

    /// <summary>Gets the largest number of tokens, special tokens included.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Gets what texts are usual for the model; null where its folder does not say.</summary>
    public TextFamiliarity? Familiarity { get; init; }

    public required DecisionRule Rule { get; init; }

    /// <summary>Gets the network with its weights, from which sessions are opened.</summary>
    public required ModelNetwork Network { get; init; }
}
