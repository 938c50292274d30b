using System.Globalization;

namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Holds a figure and how much of it is noise.</summary>
public sealed class BootstrapInterval
{
    /// <summary>Gets the key of the figure in <c>metrics_overall.json</c>; empty where it has none.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Gets the figure of the samples as they are.</summary>
    public double Estimate { get; internal init; }

    /// <summary>Gets the lower end of the percentile interval; NaN where every resample is undefined.</summary>
    public double Lower { get; internal init; }

    /// <summary>Gets the upper end of the percentile interval; NaN where every resample is undefined.</summary>
    public double Upper { get; internal init; }

    /// <summary>Gets the standard deviation of the figure over the resamples.</summary>
    public double StandardError { get; internal init; }

    /// <summary>Gets the share of resamples inside the interval.</summary>
    public double ConfidenceLevel { get; internal init; }

    /// <summary>Gets the number of resamples.</summary>
    public int Resamples { get; internal init; }

    /// <summary>Gets the number of resamples for which the figure is undefined; they are left out.</summary>
    public int UndefinedCount { get; internal init; }

    /// <summary>Gets the seed.</summary>
    public ulong Seed { get; internal init; }

    /// <summary>Writes the figure, the interval and the seed, culture-free.</summary>
    /// <returns>Such as <c>0.4595 [0.4401, 0.4783] (95 %, 1000 resamples, seed 1)</c>.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Estimate:F4} [{Lower:F4}, {Upper:F4}] ({100 * ConfidenceLevel:0.##} %, {Resamples} resamples, seed {Seed})");
}
