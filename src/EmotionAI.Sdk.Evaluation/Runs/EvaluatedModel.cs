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

    /// <summary>Takes scores that are at hand as arrays; those of a file are read by <see cref="PredictionsFile"/>.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="problemType">How the scores relate to each other: the best score decides, or each that reaches its threshold.</param>
    /// <param name="truth">The true labels, <c>[samples, labels]</c>; of a single-label model one in each row.</param>
    /// <param name="scores">The scores, <c>[samples, labels]</c>, from 0 to 1.</param>
    /// <param name="thresholds">One threshold a label: it is accepted when score ≥ threshold, both as doubles. Null is 0.5 for each, and none for a single-label model.</param>
    /// <param name="modelId">The name of the model.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="ArgumentException">There is no sample, the shapes differ, the problem has quantities and not labels, a single-label sample has not one label, or the number of thresholds is not that of the labels.</exception>
    public static EvaluatedModel FromScores(EmotionLabels labels, ProblemType problemType, LabelMatrix truth, ScoreMatrix scores, IReadOnlyList<double>? thresholds = null, string modelId = "predictions")
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(scores);
        if (truth.Rows == 0 || (truth.Rows, truth.Columns, labels.Count) != (scores.Rows, scores.Columns, scores.Columns))
        {
            throw new ArgumentException(Invariant($"The scores are [{scores.Rows}, {scores.Columns}]; [{truth.Rows}, {labels.Count}], as many rows as the truth and one or more, is allowed."), nameof(scores));
        }

        if (problemType == ProblemType.Regression)
        {
            throw new ArgumentException($"{problemType} has quantities and not labels; {ProblemType.SingleLabel} and {ProblemType.MultiLabel} are allowed.", nameof(problemType));
        }

        var wrong = problemType == ProblemType.SingleLabel ? Enumerable.Range(0, truth.Rows).FirstOrDefault(row => truth.Row(row).Count((byte)1) != 1, -1) : -1;
        if (wrong >= 0)
        {
            throw new ArgumentException(Invariant($"Sample {wrong} has {truth.Row(wrong).Count((byte)1)} true labels; in a single-label problem one is allowed."), nameof(truth));
        }

        return new EvaluatedModel
        {
            ModelId = modelId,
            Labels = labels,
            ProblemType = problemType,
            Thresholds = ThresholdsOf(labels.Count, problemType, thresholds),
            Samples = new StoredSamples(truth, Decide(problemType, scores, thresholds), scores, inputs: null, speakers: null),
        };
    }

    /// <summary>Gives the same answers with the labels that other thresholds accept, such as fitted ones; a largest number of labels (<c>top_k</c>) is not known and not applied.</summary>
    /// <param name="thresholds">One threshold a label: it is accepted when score ≥ threshold, both as doubles.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="ArgumentException">The number of thresholds is not that of the labels.</exception>
    /// <exception cref="InvalidOperationException">The scores are not known.</exception>
    public EvaluatedModel WithThresholds(IReadOnlyList<double> thresholds)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        var known = ThresholdsOf(Labels.Count, ProblemType, thresholds);
        var predicted = Decide(ProblemType, Scores ?? throw new InvalidOperationException($"The scores of '{ModelId}' are not known; thresholds need them."), thresholds);
        return new EvaluatedModel
        {
            ModelId = ModelId,
            Labels = Labels,
            ProblemType = ProblemType,
            Thresholds = known,
            Samples = Stored is { } stored ? stored.With(predicted) : [.. Samples.Select((sample, row) => sample with { Predicted = StoredSamples.Indices(predicted.Row(row)) })],
            Problems = Problems,
            LeftOutCount = LeftOutCount,
        };
    }

    /// <summary>Gives the predictions of a multi-label model to the metrics.</summary>
    /// <returns>The predictions.</returns>
    internal MultiLabelPredictions ToMultiLabel() =>
        new(Labels, Truth, Predicted, Scores);

    /// <summary>Gives the predictions of a single-label model to the metrics; where the decision rule gave no label or several, the best score is the prediction.</summary>
    /// <returns>The predictions.</returns>
    internal SingleLabelPredictions ToSingleLabel()
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

    private static IReadOnlyList<double> ThresholdsOf(int labels, ProblemType problemType, IReadOnlyList<double>? thresholds) =>
        thresholds is null
            ? problemType == ProblemType.MultiLabel ? [.. Enumerable.Repeat(0.5, labels)] : []
            : thresholds.Count == labels ? thresholds : throw new ArgumentException(Invariant($"There are {thresholds.Count} thresholds for {labels} labels; one for each is allowed."), nameof(thresholds));

    private static LabelMatrix Decide(ProblemType problemType, ScoreMatrix scores, IReadOnlyList<double>? thresholds)
    {
        var decision = new ScoreDecision(problemType, thresholds, topK: null);
        var labels = new byte[scores.Values.Length];
        for (var row = 0; row < scores.Rows; row++)
        {
            decision.Mark(scores.Row(row), labels.AsSpan(row * scores.Columns, scores.Columns));
        }

        return new LabelMatrix(labels, scores.Columns);
    }

    private ScoreMatrix? Gather(Func<EvaluatedSample, IReadOnlyList<double>> values) =>
        Samples.All(sample => values(sample).Count == Labels.Count) ? new ScoreMatrix((double[])[.. Samples.SelectMany(values)], Labels.Count) : null;
}
