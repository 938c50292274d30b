using System.Globalization;

namespace EmotionAI.SpeechBrain;

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

        if (number == 0)
        {
            return double.IsNegative(number) ? "-0.0" : "0.0";
        }

        // The shortest digits that give the number back, and Python's rule for where the exponent form starts.
        var shortest = number.ToString("R", CultureInfo.InvariantCulture);
        var mantissa = shortest.Contains('E', StringComparison.Ordinal) ? shortest[..shortest.IndexOf('E', StringComparison.Ordinal)] : shortest;
        var digits = mantissa.TrimStart('-').Replace(".", "", StringComparison.Ordinal).Trim('0');
        var scientific = number.ToString("E16", CultureInfo.InvariantCulture);
        var exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return (number < 0 ? "-" : "") + exponent switch
        {
            >= -4 and < 0 => $"0.{new string('0', -exponent - 1)}{digits}",
            >= 0 and < 16 when digits.Length > exponent + 1 => $"{digits.AsSpan(0, exponent + 1)}.{digits.AsSpan(exponent + 1)}",
            >= 0 and < 16 => $"{digits.PadRight(exponent + 1, '0')}.0",
            _ => string.Create(CultureInfo.InvariantCulture, $"{digits.AsSpan(0, 1)}{(digits.Length > 1 ? "." : "")}{digits.AsSpan(1)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}"),
        };
    }
}
