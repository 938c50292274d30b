using EmotionAI.Orleans.Wire;

namespace EmotionAI.Orleans.Silos;

/// <summary>Classifies in a silo. What is at fault comes back as data, so that its code arrives.</summary>
[Alias("EmotionAI.IEmotionGrain`1")]
internal interface IEmotionGrain<TInput> : IGrainWithIntegerKey
{
    /// <param name="request">Names the request: the same one asked again is answered once.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="options">The decision rule; null for the model's own.</param>
    [Alias("ClassifyAsync")]
    Task<ClassificationReply> ClassifyAsync(Guid request, TInput[] inputs, ClassificationOptions? options);

    [Alias("DescribeAsync")]
    Task<DescriptionReply> DescribeAsync();
}
