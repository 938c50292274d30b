namespace EmotionAI.SpeechBrain;

/// <summary>Holds a Python number of an expression: an integer that stays one, or a float.</summary>
/// <param name="IsInteger">Whether <paramref name="Integer"/> is the value.</param>
/// <param name="Integer">The value of an integer.</param>
/// <param name="Float">The value as a float, in both cases.</param>
internal readonly record struct HyperNumber(bool IsInteger, long Integer, double Float)
{
    public static HyperNumber Of(long value) => new(true, value, value);

    public static HyperNumber Of(double value) => new(false, 0, value);

    /// <summary>Applies a Python operator: <c>+ - * / // % **</c>.</summary>
    /// <exception cref="OverflowException">An integer leaves 64 bits.</exception>
    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static HyperNumber Apply(string operation, HyperNumber left, HyperNumber right)
    {
        if (operation is "/" or "//" or "%" && right.Float == 0)
        {
            throw new DivideByZeroException();
        }

        if (operation == "**" && left.Float == 0 && right.Float < 0)
        {
            throw new DivideByZeroException();
        }

        return left.IsInteger && right.IsInteger && operation != "/" && !(operation == "**" && right.Integer < 0)
            ? Of(Integers(operation, left.Integer, right.Integer))
            : Of(Floats(operation, left.Float, right.Float));
    }

    /// <summary>Changes the sign.</summary>
    /// <exception cref="OverflowException">An integer leaves 64 bits.</exception>
    public HyperNumber Negate() => IsInteger ? Of(checked(-Integer)) : Of(-Float);

    private static long Integers(string operation, long a, long b) => checked(operation switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "//" => (a / b) - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0),
        "%" => b == -1 ? 0 : ((a % b) + b) % b,
        _ => Power(a, b),
    });

    private static double Floats(string operation, double a, double b) => operation switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" => a / b,
        "//" => Math.Floor(a / b),
        "%" => a - (b * Math.Floor(a / b)),
        _ => Math.Pow(a, b),
    };

    private static long Power(long a, long b)
    {
        if (a is 0 or 1 or -1)
        {
            return b == 0 ? 1 : a == -1 && b % 2 == 0 ? 1 : a;
        }

        if (b > 63)
        {
            throw new OverflowException();
        }

        var result = 1L;
        for (var i = 0L; i < b; i++)
        {
            result = checked(result * a);
        }

        return result;
    }
}
