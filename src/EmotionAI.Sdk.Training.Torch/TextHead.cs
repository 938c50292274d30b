namespace EmotionAI.Training.Torch;

/// <summary>Holds the last layer of a text model: what logistic regressions on frozen features (<c>TextPooling.Pooler</c>) give.</summary>
/// <param name="Weights">The weights, <c>[labels, hidden]</c>, row-major.</param>
/// <param name="Bias">The bias of each label.</param>
public sealed record TextHead(ReadOnlyMemory<float> Weights, ReadOnlyMemory<float> Bias);
