using System.Globalization;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Says what thresholds are fitted for.</summary>
/// <param name="Kind">What to make as large as possible.</param>
/// <param name="Precision">The smallest precision, for the largest recall at a precision; else 0.</param>
internal sealed record CalibrationObjective(CalibrationObjectiveKind Kind, double Precision = 0)
{
    private const string PrecisionPrefix = "precision=";

    public const string Allowed = "macro-f1, micro-f1, or precision=X with X above 0 to 1";

    /// <returns>The objective; null where the text names none.</returns>
    public static CalibrationObjective? Parse(string text)
    {
        if (text.StartsWith(PrecisionPrefix, StringComparison.Ordinal))
        {
            return double.TryParse(text[PrecisionPrefix.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var precision) && precision is > 0 and <= 1
                ? new CalibrationObjective(CalibrationObjectiveKind.Precision, precision)
                : null;
        }

        return text switch
        {
            "macro-f1" => new CalibrationObjective(CalibrationObjectiveKind.MacroF1),
            "micro-f1" => new CalibrationObjective(CalibrationObjectiveKind.MicroF1),
            _ => null,
        };
    }

    public override string ToString() => Kind switch
    {
        CalibrationObjectiveKind.MacroF1 => "macro-f1",
        CalibrationObjectiveKind.MicroF1 => "micro-f1",
        _ => string.Create(CultureInfo.InvariantCulture, $"{PrecisionPrefix}{Precision}"),
    };
}
