namespace EmotionAI.Server.Texts;

/// <summary>Takes the texts of a request through a classifier.</summary>
internal static class TextRun
{
    public static async Task<IReadOnlyList<EmotionPrediction>> ClassifyAsync(IEmotionClassifier<string> classifier, IReadOnlyList<string> texts, CancellationToken aborted) => texts.Count == 1
        ? [await classifier.ClassifyAsync(texts[0], cancellationToken: aborted)]
        : await classifier.ClassifyBatchAsync(texts, cancellationToken: aborted);
}
