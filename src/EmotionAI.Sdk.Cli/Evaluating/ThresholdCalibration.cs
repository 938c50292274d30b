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

        var thresholds = ThresholdFitting.Fit(_truth, _scores, Options(scheme));
        if (scheme == PerClass)
        {
            Remark(thresholds);
        }

        return (scheme, scheme == Global ? [thresholds[0]] : thresholds);
    }

    private string Choose(int folds, ulong seed)
    {
        if (_truth.Rows < folds)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"--cv-folds is {folds}, and the data have {_truth.Rows} samples; no more folds than samples are allowed: give more data, fewer folds, or another --scheme."));
        }

        CrossValidation = ThresholdFitting.CrossValidate(_truth, _scores, [ThresholdScheme.Global, ThresholdScheme.PerClass, ThresholdScheme.Guarded], folds, seed);
        return CrossValidation.MaxBy(result => result.Macro.F1)!.Scheme switch
        {
            ThresholdScheme.Global => Global,
            ThresholdScheme.PerClass => PerClass,
            _ => Guarded,
        };
    }

    private ThresholdOptions Options(string scheme) => scheme == Guarded ? new ThresholdOptions() : new ThresholdOptions
    {
        Scheme = scheme == Global ? ThresholdScheme.Global : ThresholdScheme.PerClass,
        Objective = _objective.Kind == CalibrationObjectiveKind.MicroF1 ? ThresholdObjective.MicroF1 : ThresholdObjective.MacroF1,
        Precision = _objective.Kind == CalibrationObjectiveKind.Precision ? _objective.Precision : null,
    };

    private bool ReachesPrecision(ReadOnlySpan<byte> truth, ReadOnlySpan<double> scores, double threshold)
    {
        var (accepted, right) = (0, 0);
        for (var row = 0; row < scores.Length; row++)
        {
            if (scores[row] >= threshold)
            {
                accepted++;
                right += truth[row];
            }
        }

        return accepted > 0 && right >= _objective.Precision * accepted;
    }

    /// <summary>Says for which labels nothing could be fitted.</summary>
    private void Remark(double[] thresholds)
    {
        for (var label = 0; label < thresholds.Length; label++)
        {
            var (truth, scores) = (_truth.Column(label), _scores.Column(label));
            switch (_objective.Kind)
            {
                case CalibrationObjectiveKind.MacroF1 when !truth.Contains((byte)1):
                    Remarks.Add($"'{_labels[label]}' never occurs in the data; it takes the threshold of all labels.");
                    break;
                case CalibrationObjectiveKind.Precision when !ReachesPrecision(truth, scores, thresholds[label]):
                    Remarks.Add($"'{_labels[label]}' reaches the precision with no threshold; it is not predicted below a score of 1.");
                    break;
                default:
                    break;
            }
        }
    }
}
