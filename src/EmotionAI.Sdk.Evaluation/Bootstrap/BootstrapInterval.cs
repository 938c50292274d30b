using System.Globalization;

namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Holds a figure and how much of it is noise.</summary>
public sealed record BootstrapInterval
{
    /// <summary>Gets the figure of the samples as they are.</summary>
    public required double Estimate { get; init; }

    /// <summary>Gets the lower end of the percentile interval; NaN where every resample is undefined.</summary>
    public required double Lower { get; init; }

    /// <summary>Gets the upper end of the percentile interval; NaN where every resample is undefined.</summary>
    public required double Upper { get; init; }

    /// <summary>Gets the standard deviation of the figure over the resamples.</summary>
    public required double StandardError { get; init; }

    /// <summary>Gets the share of resamples inside the interval.</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>Gets the number of resamples.</summary>
    public required int Resamples { get; init; }

    /// <summary>Gets the number of resamples for which the figure is undefined; they are left out.</summary>
    public required int UndefinedCount { get; init; }

    /// <summary>Gets the seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Writes the figure, the interval and the seed, culture-free.</summary>
    /// <returns>Such as <c>0.4595 [0.4401, 0.4783] (95 %, 1000 resamples, seed 1)</c>.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Estimate:F4} [{Lower:F4}, {Upper:F4}] ({100 * ConfidenceLevel:0.##} %, {Resamples} resamples, seed {Seed})");
}
