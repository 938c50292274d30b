using System.Numerics.Tensors;
using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Evaluation.Thresholds;
using EmotionAI.Training.Data;

namespace EmotionAI.Training.Heads;

/// <summary>Takes features and labels to a trained head: strength by cross-validation, the layer, temperature or thresholds, and what the owner of the data wants to know of it.</summary>
/// <param name="labels">The labels, in the order of the outputs.</param>
/// <param name="problemType">How the scores relate to each other.</param>
/// <param name="options">The set-up.</param>
internal sealed class HeadTraining(EmotionLabels labels, ProblemType problemType, HeadOptions options)
{
    private const int MostDoubts = 20;
    private const double LeastDoubt = 0.8;
    private static readonly double[] Parts = [0.125, 0.25, 0.5];

    /// <summary>Trains.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="features">The features: one row a sample, then as many of the first altered copies, and so on.</param>
    /// <param name="isBalanced">Whether each class counts alike.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    public HeadFitResult Train(IReadOnlyList<PreparedSample> samples, FeatureMatrix features, bool isBalanced, CancellationToken cancellationToken)
    {
        var truth = TruthOf(samples);
        int[] origins = [.. Enumerable.Range(0, features.Rows).Select(row => row % samples.Count)];
        var rows = new HeadTruth(truth.Select(origins), problemType, isBalanced);
        var folds = Folds(samples, truth);
        int[] foldOfRow = [.. origins.Select(sample => folds[sample])];
        var stage = new TrainingStage("folds", folds.Distinct().Count(), options.Progress);
        double[] strengths = [.. options.Strengths.Distinct().OrderDescending()];
        var search = CrossValidatedFit.Run(features, rows, foldOfRow, samples.Count, strengths, options.ThreadCount, () => stage.Advance(), cancellationToken);
        var head = HeadFit.Fit(features, rows, search.Strength, options.ThreadCount, cancellationToken);
        var temperature = problemType == ProblemType.SingleLabel ? TemperatureScaling.Fit([.. samples.Select((_, row) => truth.Row(row).IndexOf((byte)1))], search.OutOfFold) : 1;
        var scores = HeadScores.Of(Cool(search.OutOfFold, temperature), problemType);
        return new HeadFitResult
        {
            Head = head.Cooled(temperature),
            Search = search,
            Temperature = temperature,
            Truth = truth,
            OutOfFoldScores = scores,
            Curve = options.DrawsLearningCurve ? Curve(samples, features, rows, foldOfRow, search, cancellationToken) : null,
            Doubts = Doubts(samples, scores),
        };
    }

    /// <summary>Gives the truth of samples.</summary>
    public LabelMatrix TruthOf(IReadOnlyList<PreparedSample> samples) =>
        LabelMatrix.FromIndices([.. samples.Select(sample => (IReadOnlyList<int>)[.. sample.Labels.Select(labels.IndexOf).Distinct().Order()])], labels.Count);

    /// <summary>Gives the answers that every sample got from the fit that had not seen it.</summary>
    public EvaluatedModel Evaluate(IReadOnlyList<PreparedSample> samples, LabelMatrix truth, ScoreMatrix scores, IReadOnlyList<double>? thresholds, string modelId)
    {
        var decided = EvaluatedModel.FromScores(labels, problemType, truth, scores, thresholds, modelId);
        return new EvaluatedModel
        {
            ModelId = modelId,
            Labels = labels,
            ProblemType = problemType,
            Thresholds = decided.Thresholds,
            Samples = [.. decided.Samples.Select((answer, i) => answer with { Input = samples[i].Input, Speaker = samples[i].Speaker })],
        };
    }

    private static ScoreMatrix Cool(ScoreMatrix logits, double temperature)
    {
        var cooled = logits.Values.ToArray();
        for (var i = 0; i < cooled.Length; i++)
        {
            cooled[i] /= temperature;
        }

        return new ScoreMatrix(cooled, logits.Columns);
    }

    private int[] Folds(IReadOnlyList<PreparedSample> samples, LabelMatrix truth)
    {
        int[] classes = [.. samples.Select((_, row) => Math.Max(0, truth.Row(row).IndexOf((byte)1)))];
        var speakers = samples.Select(sample => sample.Speaker).Distinct().Count();
        string[]? groups = speakers > 1 && samples.All(sample => sample.Speaker is not null) ? [.. samples.Select(sample => sample.Speaker!)] : null;
        return CrossFolds.Deal(classes, groups, options.Folds, options.Seed);
    }

    private LearningCurve Curve(IReadOnlyList<PreparedSample> samples, FeatureMatrix features, HeadTruth rows, int[] folds, CrossValidatedFit search, CancellationToken cancellationToken)
    {
        var count = folds.Distinct().Count();
        var learned = samples.Count * (count - 1) / count;
        List<LearningCurvePoint> points = [];
        foreach (var part in Parts.Where(part => learned * part >= labels.Count * 2))
        {
            // A part holds whole samples with their copies; which ones, the seed draws. Those left out are in no fold: they are neither learned from nor asked.
            var kept = Enumerable.Range(0, samples.Count).OrderBy(row => new SplitMix((ulong)((uint)options.Seed + ((long)row << 20))).Next()).Take((int)(samples.Count * part)).ToHashSet();
            points.Add(PointOf(part, learned, features, rows, folds, kept, search.Strength, samples.Count, cancellationToken));
        }

        points.Add(new LearningCurvePoint(learned, Quality(search.OutOfFold, rows.Select([.. Enumerable.Range(0, samples.Count)]).Labels)));
        return new LearningCurve(points);
    }

    private LearningCurvePoint PointOf(double part, int learned, FeatureMatrix features, HeadTruth rows, int[] folds, HashSet<int> kept, double strength, int samples, CancellationToken cancellationToken)
    {
        var outputs = new double[samples * labels.Count];
        foreach (var fold in folds.Distinct().Order())
        {
            int[] inside = [.. Enumerable.Range(0, features.Rows).Where(row => folds[row] != fold && kept.Contains(row % samples))];
            int[] outside = [.. Enumerable.Range(0, samples).Where(row => folds[row] == fold)];
            var logits = HeadFit.Fit(features.Select(inside), rows.Select(inside), strength, options.ThreadCount, cancellationToken).Logits(features.Select(outside));
            for (var i = 0; i < outside.Length; i++)
            {
                logits.Row(i).CopyTo(outputs.AsSpan(outside[i] * labels.Count));
            }
        }

        return new LearningCurvePoint((int)(learned * part), Quality(new ScoreMatrix(outputs, labels.Count), rows.Select([.. Enumerable.Range(0, samples)]).Labels));
    }

    private double Quality(ScoreMatrix logits, LabelMatrix truth) => problemType == ProblemType.SingleLabel
        ? HeadScores.AverageRecall(logits, truth)
        : ModelMeasurement.Compute(EvaluatedModel.FromScores(labels, problemType, truth, HeadScores.Of(logits, problemType)), new BootstrapOptions { Resamples = 1 }).Classes.Average(label => label.AveragePrecision) ?? 0;

    private DoubtfulLabel[] Doubts(IReadOnlyList<PreparedSample> samples, ScoreMatrix scores) => problemType != ProblemType.SingleLabel ? [] :
    [
        .. samples.Select((sample, row) =>
        {
            var best = scores.Row(row).IndexOf(TensorPrimitives.Max(scores.Row(row)));
            return new DoubtfulLabel(sample.Id, sample.Input, sample.Labels, labels[best], scores[row, best], scores[row, labels.IndexOf(sample.Labels[0])]);
        })
        .Where(doubt => doubt.Predicted != doubt.Labels[0] && doubt.Score >= LeastDoubt)
        .OrderByDescending(doubt => doubt.Score)
        .Take(MostDoubts),
    ];
}
