namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Says how to fit thresholds.</summary>
public sealed class ThresholdOptions
{
    /// <summary>Gets or sets how to fit.</summary>
    /// <value>The default value is <see cref="ThresholdScheme.Guarded"/>, the usual choice.</value>
    public ThresholdScheme Scheme { get; set; } = ThresholdScheme.Guarded;

    /// <summary>Gets or sets what to make as large as possible: by <see cref="ThresholdScheme.Guarded"/> macro F1, by <see cref="ThresholdScheme.PerClass"/> macro or micro F1, by <see cref="ThresholdScheme.Global"/> any.</summary>
    /// <value>The default value is <see cref="ThresholdObjective.MacroF1"/>.</value>
    public ThresholdObjective Objective { get; set; } = ThresholdObjective.MacroF1;

    /// <summary>Gets or sets the precision to reach by <see cref="ThresholdScheme.PerClass"/> or <see cref="ThresholdScheme.Global"/>; recall is then as large as possible, in place of <see cref="Objective"/>.</summary>
    /// <value>The default value is null: none.</value>
    public double? Precision { get; set; }

    /// <summary>Gets or sets, for a guarded fit, the standard deviation of the Gaussian that smooths the F1 curve, in logits of the score.</summary>
    /// <value>The default value is 0.2.</value>
    public double SmoothingWidth { get; set; } = 0.2;

    /// <summary>Gets or sets, for a guarded fit, the distance of the cuts that are tried, in logits of the score.</summary>
    /// <value>The default value is 0.05.</value>
    public double Step { get; set; } = 0.05;

    /// <summary>Gets or sets, for a guarded fit, the precision on dev data below which a cut is not taken.</summary>
    /// <value>The default value is 0.25.</value>
    public double MinimumPrecision { get; set; } = 0.25;

    /// <summary>Gets or sets, for a guarded fit, the threshold of a label of which no cut is left.</summary>
    /// <value>The default value is 0.5.</value>
    public double Fallback { get; set; } = 0.5;

    internal void Validate()
    {
        RequireDefined(Enum.IsDefined(Scheme), nameof(Scheme), Scheme);
        RequireDefined(Enum.IsDefined(Objective), nameof(Objective), Objective);
        if (Precision is { } precision)
        {
            Require(precision is >= 0 and <= 1, nameof(Precision), precision, "0 to 1");
            RequireFit(Scheme is ThresholdScheme.PerClass or ThresholdScheme.Global, nameof(Precision), Invariant($"{precision}"));
        }
        else
        {
            RequireFit(
                Objective == ThresholdObjective.MacroF1 || Scheme == ThresholdScheme.Global || (Scheme == ThresholdScheme.PerClass && Objective == ThresholdObjective.MicroF1),
                nameof(Objective),
                Objective.ToString());
        }

        Require(SmoothingWidth is > 0 and <= 10, nameof(SmoothingWidth), SmoothingWidth, "above 0 to 10");
        Require(Step is >= 0.001 and <= 1, nameof(Step), Step, "0.001 to 1");
        Require(MinimumPrecision is >= 0 and <= 1, nameof(MinimumPrecision), MinimumPrecision, "0 to 1");
        Require(Fallback is >= 0 and <= 1, nameof(Fallback), Fallback, "0 to 1");
    }

    private static void RequireDefined(bool isDefined, string name, Enum found)
    {
        if (!isDefined)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"{nameof(ThresholdOptions)}.{name} is {found}; one of its names is allowed.");
        }
    }

    private void RequireFit(bool isAllowed, string name, string found)
    {
        if (!isAllowed)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"{nameof(ThresholdOptions)}.{name} is {found} and the scheme {Scheme}; {ThresholdScheme.Global} is for every objective and precision, {ThresholdScheme.PerClass} for macro and micro F1 and precision, {ThresholdScheme.Guarded} for macro F1.");
        }
    }

    private static void Require(bool isAllowed, string name, double found, string allowed)
    {
        if (!isAllowed)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"{nameof(ThresholdOptions)}.{name} is {found}; {allowed} is allowed."));
        }
    }
}
