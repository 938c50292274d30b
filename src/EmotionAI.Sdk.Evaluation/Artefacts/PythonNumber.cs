using System.Globalization;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Writes numbers as Python does, culture-free.</summary>
internal static class PythonNumber
{
    /// <summary>Writes the shortest digits that read back to the same double, as <c>repr(float)</c>: <c>26.0</c>, <c>1e-05</c>, <c>nan</c>.</summary>
    public static string Repr(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        var (sign, digits, exponent) = Decompose(value);
        if (exponent is < -4 or >= 16)
        {
            var fraction = digits.Length > 1 ? $".{digits[1..]}" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }

        if (exponent < 0)
        {
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        }

        var whole = digits.PadRight(exponent + 1, '0');
        return $"{sign}{whole[..(exponent + 1)]}.{(whole.Length > exponent + 1 ? whole[(exponent + 1)..] : "0")}";
    }

    /// <summary>Writes a fixed number of digits as <c>format(value, '.2f')</c>: both round the exact value, half way to the even digit.</summary>
    public static string Fixed(double value, int digits) => double.IsFinite(value) ? value.ToString(Invariant($"F{digits}"), CultureInfo.InvariantCulture) : Repr(value);

    /// <summary>Gives the shortest digits, without zeros around them, and the decimal exponent of the first.</summary>
    private static (string Sign, string Digits, int Exponent) Decompose(double value)
    {
        var text = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 0; precision < 16; precision++)
        {
            var shorter = Math.Abs(value).ToString(Invariant($"E{precision}"), CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture) == Math.Abs(value))
            {
                text = shorter;
                break;
            }
        }

        var mark = text.IndexOf('E', StringComparison.Ordinal);
        var digits = text[..mark].Replace(".", "", StringComparison.Ordinal).TrimEnd('0');
        return (double.IsNegative(value) ? "-" : "", digits.Length == 0 ? "0" : digits, int.Parse(text[(mark + 1)..], CultureInfo.InvariantCulture));
    }
}
