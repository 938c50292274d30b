namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Says how careful <see cref="GuardedThresholds"/> is.</summary>
public sealed class GuardedThresholdOptions
{
    /// <summary>Gets or sets the standard deviation of the Gaussian that smooths the F1 curve, in logits of the score.</summary>
    /// <value>The default value is 0.2.</value>
    public double SmoothingWidth { get; set; } = 0.2;

    /// <summary>Gets or sets the distance of the cuts that are tried, in logits of the score.</summary>
    /// <value>The default value is 0.05.</value>
    public double Step { get; set; } = 0.05;

    /// <summary>Gets or sets the precision on dev data below which a cut is not taken.</summary>
    /// <value>The default value is 0.25.</value>
    public double MinimumPrecision { get; set; } = 0.25;

    /// <summary>Gets or sets the threshold of a label of which no cut is left.</summary>
    /// <value>The default value is 0.5.</value>
    public double Fallback { get; set; } = 0.5;

    internal void Validate()
    {
        Require(SmoothingWidth is > 0 and <= 10, nameof(SmoothingWidth), SmoothingWidth, "above 0 to 10");
        Require(Step is >= 0.001 and <= 1, nameof(Step), Step, "0.001 to 1");
        Require(MinimumPrecision is >= 0 and <= 1, nameof(MinimumPrecision), MinimumPrecision, "0 to 1");
        Require(Fallback is >= 0 and <= 1, nameof(Fallback), Fallback, "0 to 1");
    }

    private static void Require(bool isAllowed, string name, double found, string allowed)
    {
        if (!isAllowed)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"{nameof(GuardedThresholdOptions)}.{name} is {found}; {allowed} is allowed."));
        }
    }
}
