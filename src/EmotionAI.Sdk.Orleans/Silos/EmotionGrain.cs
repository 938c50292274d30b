using EmotionAI.Orleans.Wire;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace EmotionAI.Orleans.Silos;

/// <summary>Passes calls on to the classifier of the silo's container. It has no state, so every silo answers for itself.</summary>
[StatelessWorker]
[Reentrant]
internal sealed class EmotionGrain<TInput>(IServiceProvider services, ClassificationSlots slots, RecentAnswers answers) : Grain, IEmotionGrain<TInput>
{
    public Task<ClassificationReply> ClassifyAsync(Guid request, TInput[] inputs, ClassificationOptions? options) =>
        answers.GetAsync(request, () => slots.RunAsync(() => Classify(inputs, options)));

    public Task<DescriptionReply> DescribeAsync() => Task.Run(() =>
    {
        try
        {
            return new DescriptionReply { Metadata = services.GetRequiredService<IEmotionClassifier<TInput>>().Metadata };
        }
        catch (EmotionAIException e)
        {
            return new DescriptionReply { Fault = EmotionFault.Of(e) };
        }
    });

    private ClassificationReply Classify(TInput[] inputs, ClassificationOptions? options)
    {
        try
        {
            return new ClassificationReply { Predictions = [.. services.GetRequiredService<IEmotionClassifier<TInput>>().ClassifyBatch(inputs, options)] };
        }
        catch (EmotionAIException e)
        {
            return new ClassificationReply { Fault = EmotionFault.Of(e) };
        }
    }
}
