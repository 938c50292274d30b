namespace EmotionAI.Orleans.Wire;

/// <summary>Is what a silo says of its model, or why it has none.</summary>
[GenerateSerializer]
[Alias("EmotionAI.DescriptionReply")]
internal sealed class DescriptionReply
{
    [Id(0)]
    public EmotionClassifierMetadata? Metadata { get; set; }

    [Id(1)]
    public EmotionFault? Fault { get; set; }
}
