using System.Globalization;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds where the numbers along an axis stand and how they are written, in every culture alike.</summary>
/// <param name="Positions">The positions, ascending.</param>
/// <param name="Labels">The text of each.</param>
internal sealed record AxisTicks(double[] Positions, string[] Labels)
{
    private static readonly int[] Multiples = [1, 2, 5, 10, 20];

    /// <summary>Gets the ticks 0, 0.2 … 1.</summary>
    public static AxisTicks Unit { get; } = Nice(0, 1, 6);

    /// <summary>Takes the same positions without texts.</summary>
    public AxisTicks WithoutLabels() => this with { Labels = [.. Labels.Select(_ => "")] };

    /// <summary>Places ticks at round numbers: 1, 2 or 5 times a power of ten apart.</summary>
    /// <param name="minimum">The lower end.</param>
    /// <param name="maximum">The upper end, above the lower.</param>
    /// <param name="most">The most ticks.</param>
    /// <param name="whole">Whether only whole numbers make sense.</param>
    /// <returns>The ticks.</returns>
    public static AxisTicks Nice(double minimum, double maximum, int most, bool whole = false)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10((maximum - minimum) / most)));
        var step = Multiples.Select(times => times * power).First(step => Math.Floor((maximum - minimum) / step * (1 + 1e-9)) < most);
        if (whole)
        {
            step = Math.Max(1, Math.Round(step));
        }

        var format = "#,##0" + (step < 1 ? "." + new string('0', (int)Math.Ceiling(-Math.Log10(step) - 1e-9)) : "");
        var first = (long)Math.Ceiling((minimum / step) - 1e-9);
        var last = (long)Math.Floor((maximum / step) + 1e-9);
        var positions = Enumerable.Range(0, (int)(last - first + 1)).Select(i => (first + i) * step).ToArray();
        return new AxisTicks(positions, [.. positions.Select(position => position.ToString(format, CultureInfo.InvariantCulture))]);
    }
}
