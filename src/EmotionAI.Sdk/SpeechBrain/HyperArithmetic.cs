using System.Buffers;
using System.Globalization;

namespace EmotionAI.SpeechBrain;

/// <summary>Evaluates what HyperPyYAML evaluates after the references of a string are replaced: numbers with <c>+ - * / // % **</c>, signs and parentheses, as Python binds them.</summary>
internal ref struct HyperArithmetic
{
    private const int DepthLimit = 32;

    // Whatever holds another character is a name or a path: it stays text before any of it is computed.
    private static readonly SearchValues<char> Alphabet = SearchValues.Create("0123456789.eE_+-*/%() ");

    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private int _depth;

    private HyperArithmetic(ReadOnlySpan<char> text)
    {
        _text = text;
    }

    /// <summary>Evaluates a text.</summary>
    /// <returns>False where the text is no expression: it stays a string.</returns>
    /// <exception cref="OverflowException">An integer leaves 64 bits.</exception>
    /// <exception cref="DivideByZeroException">A divisor is zero.</exception>
    public static bool TryEvaluate(ReadOnlySpan<char> text, out HyperNumber value)
    {
        var parser = new HyperArithmetic(text);
        value = default;
        return !text.ContainsAnyExcept(Alphabet) && parser.TrySum(out value) && parser.Skip() == '\0' && parser._position == text.Length;
    }

    private char Skip()
    {
        while (_position < _text.Length && _text[_position] == ' ')
        {
            _position++;
        }

        return _position < _text.Length ? _text[_position] : '\0';
    }

    private bool TrySum(out HyperNumber value)
    {
        if (!TryProduct(out value))
        {
            return false;
        }

        while (Skip() is '+' or '-')
        {
            var operation = _text[_position++] == '+' ? "+" : "-";
            if (!TryProduct(out var right))
            {
                return false;
            }

            value = HyperNumber.Apply(operation, value, right);
        }

        return true;
    }

    private bool TryProduct(out HyperNumber value)
    {
        if (!TrySigned(out value))
        {
            return false;
        }

        while (Skip() is '*' or '/' or '%')
        {
            var doubled = _text[_position] == '/' && _position + 1 < _text.Length && _text[_position + 1] == '/';
            var operation = doubled ? "//" : _text[_position] switch { '*' => "*", '/' => "/", _ => "%" };
            _position += operation.Length;
            if (!TrySigned(out var right))
            {
                return false;
            }

            value = HyperNumber.Apply(operation, value, right);
        }

        return true;
    }

    // Python binds ** tighter than a sign on its left: -2 ** 2 is -4, 2 ** -1 is 0.5.
    private bool TrySigned(out HyperNumber value)
    {
        value = default;
        if (++_depth > DepthLimit)
        {
            return false;
        }

        var sign = Skip();
        if (sign is '+' or '-')
        {
            _position++;
            if (!TrySigned(out value))
            {
                return false;
            }

            value = sign == '-' ? value.Negate() : value;
        }
        else if (!TryPower(out value))
        {
            return false;
        }

        _depth--;
        return true;
    }

    private bool TryPower(out HyperNumber value)
    {
        if (!TryAtom(out value))
        {
            return false;
        }

        if (Skip() != '*' || _position + 1 >= _text.Length || _text[_position + 1] != '*')
        {
            return true;
        }

        _position += 2;
        if (!TrySigned(out var exponent))
        {
            return false;
        }

        value = HyperNumber.Apply("**", value, exponent);
        return true;
    }

    private bool TryAtom(out HyperNumber value)
    {
        if (Skip() != '(')
        {
            return TryNumber(out value);
        }

        _position++;
        if (!TrySum(out value) || Skip() != ')')
        {
            return false;
        }

        _position++;
        return true;
    }

    private bool TryNumber(out HyperNumber value)
    {
        var start = _position;
        while (_position < _text.Length && (char.IsAsciiDigit(_text[_position]) || _text[_position] is '.' or '_' or 'e' or 'E'
            || (_text[_position] is '+' or '-' && _position > start && _text[_position - 1] is 'e' or 'E')))
        {
            _position++;
        }

        value = default;
        var text = _text[start.._position].ToString().Replace("_", "", StringComparison.Ordinal);
        if (text.Length == 0 || !(char.IsAsciiDigit(text[0]) || text[0] == '.'))
        {
            return false;
        }

        if (text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
        {
            // Python has no integers with leading zeros.
            if (text.Length > 1 && text[0] == '0' && text.AsSpan().IndexOfAnyExcept('0') >= 0)
            {
                return false;
            }

            value = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var integer) ? HyperNumber.Of(integer) : throw new OverflowException();
            return true;
        }

        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        value = HyperNumber.Of(number);
        return true;
    }
}
