using System.Globalization;

namespace EmotionAI.SpeechBrain.Yaml;

/// <summary>Gives the text of a plain scalar its type, as ruamel.yaml does for YAML 1.2 with HyperPyYAML's tuples: <c>no</c> is text, <c>010</c> is ten, <c>1e-3</c> a number.</summary>
internal static class YamlScalar
{
    /// <summary>Names the type of a plain scalar.</summary>
    /// <param name="text">The text of the scalar.</param>
    /// <param name="integer">The value of an integer; 0 or 1 for a boolean.</param>
    /// <param name="number">The value of an integer or a float.</param>
    public static YamlScalarKind Resolve(ReadOnlySpan<char> text, out long integer, out double number)
    {
        integer = 0;
        number = 0;
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return YamlScalarKind.Null;
            case "true" or "True" or "TRUE":
                integer = 1;
                return YamlScalarKind.Boolean;
            case "false" or "False" or "FALSE":
                return YamlScalarKind.Boolean;
        }

        if (text.Length >= 2 && text[0] == '(' && text[^1] == ')')
        {
            return YamlScalarKind.Tuple;
        }

        if (text.Length > 128 || !(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.'))
        {
            return YamlScalarKind.Text;
        }

        if (TryInteger(text, out integer, out number, out var overflows))
        {
            return overflows ? YamlScalarKind.Float : YamlScalarKind.Integer;
        }

        return TryFloat(text, out number) ? YamlScalarKind.Float : YamlScalarKind.Text;
    }

    private static bool TryInteger(ReadOnlySpan<char> text, out long integer, out double number, out bool overflows)
    {
        integer = 0;
        number = 0;
        overflows = false;
        var negative = text[0] == '-';
        var digits = text[0] is '+' or '-' ? text[1..] : text;
        var radix = Radix(digits);
        digits = radix == 10 ? digits : digits[2..];
        var any = false;
        foreach (var c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            var digit = !char.IsAsciiHexDigit(c) ? radix : char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
            if (digit >= radix)
            {
                return false;
            }

            any = true;
            overflows |= integer > (long.MaxValue - digit) / radix;
            integer = overflows ? 0 : (integer * radix) + digit;
            number = (number * radix) + digit;
        }

        if (overflows && radix == 10)
        {
            return any && double.TryParse(text.ToString().Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        }

        integer = negative ? -integer : integer;
        number = negative ? -number : number;
        return any;
    }

    private static int Radix(ReadOnlySpan<char> digits) =>
        digits.Length <= 2 || digits[0] != '0' ? 10 : digits[1] switch { 'b' => 2, 'o' => 8, 'x' => 16, _ => 10 };

    private static bool TryFloat(ReadOnlySpan<char> text, out double number)
    {
        var negative = text[0] == '-';
        var body = text[0] is '+' or '-' ? text[1..] : text;
        if (body is ".inf" or ".Inf" or ".INF")
        {
            number = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        number = double.NaN;
        if (text is ".nan" or ".NaN" or ".NAN")
        {
            return true;
        }

        return IsFloat(body) && double.TryParse(
            text.ToString().Replace("_", "", StringComparison.Ordinal),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out number);
    }

    // Digits and underscores with one dot or an exponent or both; at least one digit before the exponent.
    private static bool IsFloat(ReadOnlySpan<char> body)
    {
        var i = 0;
        var digits = 0;
        var dot = false;
        for (; i < body.Length && (char.IsAsciiDigit(body[i]) || (body[i] == '_' && i > 0) || (body[i] == '.' && !dot)); i++)
        {
            dot |= body[i] == '.';
            digits += char.IsAsciiDigit(body[i]) ? 1 : 0;
        }

        if (digits == 0 || i == body.Length)
        {
            return digits > 0 && dot;
        }

        if (body[i++] is not ('e' or 'E'))
        {
            return false;
        }

        i += i < body.Length && body[i] is '+' or '-' ? 1 : 0;
        return i < body.Length && body[i..].IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
