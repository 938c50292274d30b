using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Holds what a model answered on a whole data set.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class EvaluatedModel
{
    /// <summary>Gets the name of the model.</summary>
    public required string ModelId { get; init; }

    /// <summary>Gets the labels of the model in index order.</summary>
    public required EmotionLabels Labels { get; init; }

    /// <summary>Gets how the scores relate to each other.</summary>
    public required ProblemType ProblemType { get; init; }

    /// <summary>Gets the threshold of each label; empty where the best score decides or the thresholds are not known.</summary>
    public IReadOnlyList<double> Thresholds { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets the samples that were measured.</summary>
    public required IReadOnlyList<EvaluatedSample> Samples { get; init => field = value as StoredSamples ?? Frozen.Copy(value); }

    /// <summary>Gets the samples with a fault, which were left out.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; init => field = Frozen.Copy(value); } = [];

    /// <summary>Gets the number of samples left out on purpose: the label map gives their label no counterpart.</summary>
    public int LeftOutCount { get; init; }

    /// <summary>Gets the share of samples in which nobody speaks, 0 to 1: what the speech gate of a classifier would leave without a label; null where it is not known, as for texts. The figures are measured with the gate off.</summary>
    public double? NoSpeechShare => Samples.All(sample => sample.HasSpeech is not null) ? (double)Samples.Count(sample => sample.HasSpeech == false) / Samples.Count : null;

    /// <summary>Gets the truth as one row of 0 and 1 a sample.</summary>
    public LabelMatrix Truth => field ??= Stored?.Truth ?? LabelMatrix.FromIndices([.. Samples.Select(sample => sample.Truth)], Labels.Count);

    /// <summary>Gets the scores, <c>[samples, labels]</c>; null where they are not known.</summary>
    public ScoreMatrix? Scores => field ??= Stored is { } stored ? stored.Scores : Gather(sample => sample.Scores);

    /// <summary>Gets the outputs of the model before softmax or sigmoid, <c>[samples, labels]</c>; null where they are not known.</summary>
    public ScoreMatrix? Logits => field ??= Stored is null ? Gather(sample => sample.Logits) : null;

    /// <summary>Gets the speaker of each sample; null where any is not known.</summary>
    public IReadOnlyList<string>? Speakers => field ??= Stored is { } stored ? stored.Speakers : Samples.All(sample => sample.Speaker is not null) ? [.. Samples.Select(sample => sample.Speaker!)] : null;

    private LabelMatrix Predicted => field ??= Stored?.Predicted ?? LabelMatrix.FromIndices([.. Samples.Select(sample => sample.Predicted)], Labels.Count);

    private StoredSamples? Stored => Samples as StoredSamples;

    /// <summary>Gives the predictions of a multi-label model to the metrics.</summary>
    /// <returns>The predictions.</returns>
    public MultiLabelPredictions ToMultiLabel() =>
        new(Labels, Truth, Predicted, Scores);

    /// <summary>Gives the predictions of a single-label model to the metrics; where the decision rule gave no label or several, the best score is the prediction.</summary>
    /// <returns>The predictions.</returns>
    public SingleLabelPredictions ToSingleLabel()
    {
        var scores = Scores;
        var best = scores?.ArgMax();
        var truth = new int[Truth.Rows];
        var predicted = new int[Truth.Rows];
        for (var row = 0; row < truth.Length; row++)
        {
            var accepted = Predicted.Row(row);
            truth[row] = Truth.Row(row).IndexOf((byte)1);
            predicted[row] = best is null || accepted.Count((byte)1) == 1 ? accepted.IndexOf((byte)1) : best[row];
        }

        return new SingleLabelPredictions(Labels, truth, predicted, scores);
    }

    private ScoreMatrix? Gather(Func<EvaluatedSample, IReadOnlyList<double>> values) =>
        Samples.All(sample => values(sample).Count == Labels.Count) ? new ScoreMatrix((double[])[.. Samples.SelectMany(values)], Labels.Count) : null;
}
