namespace EmotionAI.SpeechBrain;

/// <summary>Names an activation of torch.nn.</summary>
internal enum ActivationKind
{
    Relu,
    LeakyRelu,
    Elu,
    Gelu,
    Silu,
    Tanh,
    Sigmoid,
}
