namespace EmotionAI.Orleans.Wire;

/// <summary>Is an <see cref="EmotionAIException"/> on its way from a silo to a client.</summary>
[GenerateSerializer]
[Alias("EmotionAI.EmotionFault")]
internal sealed record EmotionFault([property: Id(0)] string Code, [property: Id(1)] string Message, [property: Id(2)] string? Path, [property: Id(3)] long? Offset, [property: Id(4)] string? Key)
{
    public static EmotionFault Of(EmotionAIException e) => new(e.Code, e.Message, e.Path, e.Offset, e.Key);

    public EmotionAIException ToException() => new(Code, Message, Path, Offset) { Key = Key };
}
