using EmotionAI.Inference;

namespace EmotionAI.Text;

/// <summary>Holds what a checked bundle says about a text model: all a classifier needs.</summary>
internal sealed record TextModel
{
    public required TextTokenizer Tokenizer { get; init; }

    /// <summary>Gets the largest number of tokens, special tokens included.</summary>
    public required int MaxLength { get; init; }

    public required DecisionRule Rule { get; init; }

    /// <summary>Gets the way to load the weights: takes the number of threads of one run, null for one a core.</summary>
    public required Func<int?, OnnxSession> OpenSession { get; init; }
}
