namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Follows an objective while the threshold for all labels falls and cell after cell becomes predicted.</summary>
internal abstract class GlobalSweep
{
    /// <summary>Gets the value now, in double.</summary>
    public abstract double Value { get; }

    /// <summary>Gets the value now, exactly.</summary>
    public abstract ExactFraction Exact { get; }

    /// <summary>Creates the sweep of an objective, with nothing predicted yet.</summary>
    public static GlobalSweep Create(LabelMatrix truth, ThresholdObjective objective) => objective switch
    {
        ThresholdObjective.SamplesF1 => new SamplesF1Sweep(truth),
        ThresholdObjective.SubsetAccuracy => new SubsetAccuracySweep(truth),
        ThresholdObjective.MicroF1 or ThresholdObjective.MacroF1 or ThresholdObjective.WeightedF1 or ThresholdObjective.MacroF1OverSupported => new LabelF1Sweep(truth, objective),
        _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "There is no such objective."),
    };

    /// <summary>Predicts one more cell.</summary>
    /// <param name="row">The sample.</param>
    /// <param name="label">The label.</param>
    /// <param name="isTrue">Whether the sample has the label.</param>
    public abstract void Predict(int row, int label, bool isTrue);
}
