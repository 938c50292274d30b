using System.Globalization;
using EmotionAI.Evaluation.Bootstrap;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Writes numbers for people, the same in every culture.</summary>
internal static class ReportNumber
{
    public static string Figure(double value) => double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "undefined";

    /// <summary>Writes a score; one that would read as 0 and is not says so.</summary>
    public static string Score(double value) => value is > 0 and < 0.0005 ? "below 0.001" : Figure(value);

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Interval(BootstrapInterval interval) => $"{Figure(interval.Lower)} to {Figure(interval.Upper)}";

    /// <summary>Writes a level such as 0.95 as <c>95 %</c>.</summary>
    public static string Percent(double share) => $"{(100 * share).ToString("0.##", CultureInfo.InvariantCulture)}\u00a0%";

    /// <summary>Writes a number and its noun, such as <c>1 label</c>.</summary>
    public static string Of(long value, string noun) => $"{Count(value)}\u00a0{noun}{(value == 1 ? "" : "s")}";

    public static string Seconds(TimeSpan duration) => $"{duration.TotalSeconds.ToString("0.##", CultureInfo.InvariantCulture)}\u00a0s";

    /// <summary>Joins names as a sentence does: <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
