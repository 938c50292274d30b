using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Takes a data set through a classifier.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <example><code>
/// using var classifier = TextEmotionClassifier.LoadDefault();
/// var evaluated = ModelEvaluation.Run(classifier, Dataset.ReadText("test.tsv"));
/// Console.WriteLine(ModelMeasurement.Compute(evaluated).FormatReport());
/// </code></example>
public static class ModelEvaluation
{
    /// <summary>Takes texts through a classifier.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="data">The texts.</param>
    /// <param name="options">How to go about it; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run early; with <see cref="EvaluationOptions.ResumePath"/> another one can go on.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="EmotionAIException">No sample is left, the model fails, or, in strict mode, any fault.</exception>
    public static EvaluatedModel Run(IEmotionClassifier<string> classifier, Dataset data, EvaluationOptions? options = null, CancellationToken cancellationToken = default) =>
        Run(classifier, data, static sample => sample.Input, options, cancellationToken);

    /// <summary>Takes samples of any kind through a classifier.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="data">The samples.</param>
    /// <param name="open">Makes the input of the classifier from a sample, for example by decoding an audio file; an <see cref="EmotionAIException"/> from it leaves the sample out.</param>
    /// <param name="options">How to go about it; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run early; with <see cref="EvaluationOptions.ResumePath"/> another one can go on.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="EmotionAIException">No sample is left, the model fails, or, in strict mode, any fault.</exception>
    public static EvaluatedModel Run<TInput>(IEmotionClassifier<TInput> classifier, Dataset data, Func<DatasetSample, TInput> open, EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(open);
        options ??= new EvaluationOptions();
        options.Validate();
        var plan = EvaluationPlan.Create(data, classifier.Metadata, options);
        return Answer(classifier, plan.Samples, open, options, plan.Finish, cancellationToken);
    }

    /// <summary>Takes samples through a classifier, portion by portion, from where an interrupted run stopped.</summary>
    /// <param name="finish">Makes the result of the answers; the log of the run is kept where it fails.</param>
    internal static TResult Answer<TInput, TResult>(IEmotionClassifier<TInput> classifier, IReadOnlyList<PlannedSample> samples, Func<DatasetSample, TInput> open, EvaluationOptions options, Func<IReadOnlyList<SampleAnswer>, TResult> finish, CancellationToken cancellationToken)
    {
        var decision = Ungated(options.Decision);
        using var log = ResumeLog.Open(options.ResumePath, options.ResumeKey, classifier.Metadata.Labels);
        List<SampleAnswer> answers = [.. log.ReadAnswers(samples)];
        while (answers.Count < samples.Count)
        {
            options.Progress?.Report(answers.Count);
            cancellationToken.ThrowIfCancellationRequested();
            var portion = samples.Skip(answers.Count).Take(options.PortionSize).ToList();
            var answered = Portion.Classify(classifier, open, portion, decision);
            log.Append(answered);
            answers.AddRange(answered);
        }

        options.Progress?.Report(answers.Count);
        var result = finish(answers);
        log.Delete();
        return result;
    }

    /// <summary>A clip without a label would count as an error of the model: what the gate would do is reported beside the figures.</summary>
    private static ClassificationOptions Ungated(ClassificationOptions? decision)
    {
        var ungated = decision?.Clone() ?? new ClassificationOptions();
        ungated.SpeechGate ??= false;
        return ungated;
    }
}
