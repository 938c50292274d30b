using System.Globalization;

namespace EmotionAI.Checkpoints.SpeechBrain;

/// <summary>Writes scalars as Python's <c>str</c> does, which is what HyperPyYAML puts into a string for <c>&lt;key&gt;</c>.</summary>
internal static class PythonText
{
    /// <summary>Writes a scalar; null for any other value.</summary>
    public static string? Of(HyperValue value) => value.Kind switch
    {
        HyperValueKind.Null => "None",
        HyperValueKind.Boolean => value.Integer != 0 ? "True" : "False",
        HyperValueKind.Integer => value.Integer.ToString(CultureInfo.InvariantCulture),
        HyperValueKind.Float => Of(value.Number),
        HyperValueKind.Text => value.Text,
        _ => null,
    };

    private static string Of(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }

        // The shortest digits that give the number back, then Python's rule for where the exponent form starts.
        var shortest = number.ToString("E16", CultureInfo.InvariantCulture);
        var roundTrip = number.ToString("R", CultureInfo.InvariantCulture);
        var exponent = int.Parse(shortest.AsSpan(shortest.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (number == 0 || exponent is >= -4 and < 16)
        {
            var plain = roundTrip.Contains('E', StringComparison.Ordinal) ? Shift(roundTrip, exponent) : roundTrip;
            return plain.Contains('.', StringComparison.Ordinal) ? plain : plain + ".0";
        }

        var end = roundTrip.IndexOf('E', StringComparison.Ordinal);
        return $"{roundTrip.AsSpan(0, end)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string Shift(string scientific, int exponent)
    {
        var mantissa = scientific.AsSpan(0, scientific.IndexOf('E', StringComparison.Ordinal));
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa.ToString().Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        return digits.Length > exponent + 1
            ? $"{sign}{digits.AsSpan(0, exponent + 1)}.{digits.AsSpan(exponent + 1)}"
            : sign + digits.PadRight(exponent + 1, '0');
    }
}
