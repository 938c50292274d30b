namespace EmotionAI.Orleans.Wire;

/// <summary>Is the answer of a silo: predictions, or what was at fault.</summary>
[GenerateSerializer]
[Alias("EmotionAI.ClassificationReply")]
internal sealed class ClassificationReply
{
    [Id(0)]
    public EmotionPrediction[] Predictions { get; set; } = [];

    [Id(1)]
    public EmotionFault? Fault { get; set; }
}
