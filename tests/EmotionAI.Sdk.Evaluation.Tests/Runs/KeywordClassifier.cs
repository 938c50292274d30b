namespace EmotionAI.Tests.Runs;

/// <summary>Gives 0.75 to each label that the text names and 0.25 to the others; fails on texts that say "fail".</summary>
internal sealed class KeywordClassifier(ProblemType problemType, params string[] labels) : IEmotionClassifier<string>
{
    public EmotionClassifierMetadata Metadata { get; } = new() { ModelId = "keywords", Labels = new EmotionLabels(labels), ProblemType = problemType };

    /// <summary>Gets every text that was asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Gets the options of the last call.</summary>
    public ClassificationOptions? LastOptions { get; private set; }

    public EmotionPrediction Classify(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (input.Contains("fail", StringComparison.Ordinal))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "It failed.");
        }

        Asked.Add(input);
        LastOptions = options;
        EmotionScore[] scores = [.. Metadata.Labels.Select(label => new EmotionScore(label, input.Contains(label, StringComparison.Ordinal) ? 0.75f : 0.25f))];
        return new EmotionPrediction { Scores = scores, Labels = [.. scores.Where(score => score.Score > 0.5f)], Top = scores.MaxBy(score => score.Score), ModelId = "keywords" };
    }

    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<string> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        [.. inputs.Select(input => Classify(input, options, cancellationToken))];

    public ValueTask<EmotionPrediction> ClassifyAsync(string input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => new(Classify(input, options, cancellationToken));

    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
