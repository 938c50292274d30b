using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Takes a data set through a classifier that gives quantities, such as arousal, dominance and valence.</summary>
/// <remarks>Safe for concurrent use.</remarks>
/// <example><code>
/// using var classifier = AudioEmotionClassifier.Load("models/dimensional");
/// var data = Dataset.ReadAudio("clips.csv", new DatasetOptions { DimensionOf = column => classifier.Metadata.Labels.Contains(column) ? column : null });
/// var evaluated = DimensionEvaluation.Run(classifier, data, sample => classifier.Decode(sample.Input));
/// Console.WriteLine(DimensionMeasurement.Compute(evaluated).Figures["ccc_mean"]);
/// </code></example>
public static class DimensionEvaluation
{
    /// <summary>Takes samples through a classifier.</summary>
    /// <param name="classifier">The classifier, of <see cref="ProblemType.Regression"/>; its labels are the dimensions.</param>
    /// <param name="data">The samples, read with <see cref="DatasetOptions.DimensionOf"/>; a dimension of which no sample has a value is not measured.</param>
    /// <param name="open">Makes the input of the classifier from a sample, for example by decoding an audio file; an <see cref="EmotionAIException"/> from it leaves the sample out.</param>
    /// <param name="options">How to go about it; null for the defaults. There is no label map here.</param>
    /// <param name="cancellationToken">Ends the run early; with <see cref="EvaluationOptions.ResumePath"/> another one can go on.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="EmotionAIException">The classifier gives labels, the data have no value of any of its dimensions, no sample is left, the model fails, or, in strict mode, any fault.</exception>
    public static EvaluatedDimensions Run<TInput>(IEmotionClassifier<TInput> classifier, Dataset data, Func<DatasetSample, TInput> open, EvaluationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(open);
        options ??= new EvaluationOptions();
        options.Validate();
        var model = classifier.Metadata;
        var dimensions = DimensionsOf(model, data);
        var faults = new EvaluationFaults(data, options.IsStrict);
        List<PlannedSample> samples = [];
        foreach (var sample in data.Samples)
        {
            if (dimensions.FirstOrDefault(name => !sample.Dimensions.ContainsKey(name)) is { } missing)
            {
                faults.Report(sample, $"there is no value for '{missing}'.");
            }
            else
            {
                samples.Add(new PlannedSample(sample, []));
            }
        }

        return samples.Count == 0
            ? throw faults.NothingLeft()
            : ModelEvaluation.Answer(classifier, samples, open, options, answers => Finish(model, dimensions, samples, answers, faults), cancellationToken);
    }

    private static EmotionLabels DimensionsOf(EmotionClassifierMetadata model, Dataset data)
    {
        if (model.ProblemType != ProblemType.Regression)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{model.ModelId}' gives labels and not quantities; {nameof(ModelEvaluation)} measures it.");
        }

        string[] found = [.. model.Labels.Where(name => data.Samples.Any(sample => sample.Dimensions.ContainsKey(name)))];
        return found.Length > 0
            ? new EmotionLabels(found)
            : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{data.Path}' has no values for '{model.ModelId}'; columns for one or more of {string.Join(", ", model.Labels)} are needed.", data.Path);
    }

    private static EvaluatedDimensions Finish(EmotionClassifierMetadata model, EmotionLabels dimensions, List<PlannedSample> samples, IReadOnlyList<SampleAnswer> answers, EvaluationFaults faults)
    {
        var evaluated = faults.Sift(samples, answers);
        var truths = samples.Where((_, i) => answers[i].Evaluated is not null).SelectMany(planned => dimensions.Select(name => planned.Sample.Dimensions[name]));
        var predicted = evaluated.SelectMany(sample => dimensions.Select(name => sample.Scores[model.Labels.IndexOf(name)]));
        return new EvaluatedDimensions(dimensions, new ScoreMatrix((double[])[.. truths], dimensions.Count), new ScoreMatrix((double[])[.. predicted], dimensions.Count))
        {
            ModelId = model.ModelId,
            Inputs = [.. evaluated.Select(sample => sample.Input)],
            Speakers = evaluated.All(sample => sample.Speaker is not null) ? [.. evaluated.Select(sample => sample.Speaker!)] : null,
            Problems = faults.All,
            NoSpeechShare = evaluated.All(sample => sample.HasSpeech is not null) ? (double)evaluated.Count(sample => sample.HasSpeech == false) / evaluated.Length : null,
        };
    }
}
