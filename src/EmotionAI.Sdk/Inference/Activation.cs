namespace EmotionAI.Inference;

/// <summary>Says what turns logits into scores.</summary>
internal enum Activation
{
    Softmax,
    Sigmoid,
    None,
}
