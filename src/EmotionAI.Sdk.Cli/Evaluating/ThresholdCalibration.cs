using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Evaluation.Thresholds;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Fits the thresholds of a multi-label model to what it answered on dev data.</summary>
internal sealed class ThresholdCalibration
{
    public const string Guarded = "guarded";
    public const string PerClass = "per-class";
    public const string Global = "global";
    public const string CrossValidated = "cv";

    private readonly LabelMatrix _truth;
    private readonly ScoreMatrix _scores;
    private readonly EmotionLabels _labels;
    private readonly CalibrationObjective _objective;

    public ThresholdCalibration(EvaluatedModel dev, CalibrationObjective objective)
    {
        _truth = dev.Truth;
        _scores = dev.Scores!;
        _labels = dev.Labels;
        _objective = objective;
    }

    /// <summary>Gets the labels for which nothing could be fitted, with the reason.</summary>
    public List<string> Remarks { get; } = [];

    /// <summary>Gets what cross-validation says of each scheme; empty where it was not asked.</summary>
    public IReadOnlyList<ThresholdSchemeResult> CrossValidation { get; private set; } = [];

    /// <summary>Fits by a scheme.</summary>
    /// <returns>The scheme that was used, and one threshold a label; one for all where the scheme is global.</returns>
    public (string Scheme, double[] Thresholds) Fit(string scheme, int folds, ulong seed)
    {
        if (scheme == CrossValidated)
        {
            scheme = Choose(folds, seed);
        }

        var thresholds = (scheme, _objective.Kind) switch
        {
            (Guarded, _) => GuardedThresholds.Fit(_truth, _scores),
            (Global, CalibrationObjectiveKind.Precision) => [FitGlobalForPrecision()],
            (Global, CalibrationObjectiveKind.MicroF1) => [ExactThresholds.FitGlobal(_truth, _scores, ThresholdObjective.MicroF1).CutSmallest],
            (Global, _) => [ExactThresholds.FitGlobal(_truth, _scores, ThresholdObjective.MacroF1).CutSmallest],
            (_, CalibrationObjectiveKind.Precision) => FitForPrecision(),
            (_, CalibrationObjectiveKind.MicroF1) => MicroF1Thresholds.Fit(_truth, _scores),
            _ => FitPerClass(),
        };

        // A label that is never to be predicted has a threshold above its scores, which a score of 1 leaves no room for.
        return (scheme, [.. thresholds.Select(threshold => Math.Min(1, threshold))]);
    }

    /// <summary>Says which labels are decided right and wrong with thresholds.</summary>
    public LabelMatrix Predict(double[] thresholds) => LabelMatrix.FromScores(_scores, thresholds);

    private string Choose(int folds, ulong seed)
    {
        if (_truth.Rows < folds)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"--cv-folds is {folds}, and the data have {_truth.Rows} samples; no more folds than samples are allowed: give more data, fewer folds, or another --scheme."));
        }

        CrossValidation = ThresholdCrossValidation.Compare(_truth, _scores, [ThresholdScheme.Global, ThresholdScheme.PerClass, ThresholdScheme.Guarded], folds, seed);
        return CrossValidation.MaxBy(result => result.Macro.F1)!.Scheme switch
        {
            ThresholdScheme.Global => Global,
            ThresholdScheme.PerClass => PerClass,
            _ => Guarded,
        };
    }

    private double[] FitPerClass()
    {
        foreach (var label in Enumerable.Range(0, _truth.Columns).Where(label => !_truth.Column(label).Contains((byte)1)))
        {
            Remarks.Add($"'{_labels[label]}' never occurs in the data; it takes the threshold of all labels.");
        }

        return ExactThresholds.PerClass(_truth, _scores);
    }

    private double[] FitForPrecision() => [.. Enumerable.Range(0, _truth.Columns).Select(label =>
    {
        if (ExactThresholds.FitClassForPrecision(_truth.Column(label), _scores.Column(label), _objective.Precision) is { } fit)
        {
            return fit.CutLargest;
        }

        Remarks.Add($"'{_labels[label]}' reaches the precision with no threshold; it is not predicted below a score of 1.");
        return 1;
    })];

    private double FitGlobalForPrecision() => ExactThresholds.FitGlobalForPrecision(_truth, _scores, _objective.Precision)?.CutLargest ?? throw new EmotionAIException(
        EmotionErrorCodes.InputInvalid, Invariant($"No threshold for all labels reaches the precision {_objective.Precision}; a lower one, or --scheme per-class, is allowed."));
}
