using System.Text;

namespace EmotionAI.Formats;

/// <summary>Gives the lines of a text with their numbers, and takes some back to give them again. CR, LF and both together end a line.</summary>
/// <param name="reader">The text.</param>
/// <param name="name">Its name, for messages.</param>
/// <param name="invalid">Is told of each line with bytes that are not valid, by name, number and encoding; null for nobody.</param>
/// <param name="waiting">Is called before more text is waited for; null for nothing.</param>
internal sealed class NumberedLines(TextReader reader, string name, Action<string, int, string>? invalid, Action? waiting = null)
{
    /// <summary>The longest line in UTF-16 units: a device that never ends a line must not fill the memory.</summary>
    private const int LongestLine = 16 << 20;
    private const int BufferSize = 1 << 16;

    private readonly Stack<string> _returned = new();
    private readonly StringBuilder _begun = new();
    private readonly char[] _buffer = new char[BufferSize];
    private int _next;
    private int _end;
    private bool _isAfterReturn;

    /// <summary>Gets the number of the last line given, from 1.</summary>
    public int Line { get; private set; }

    /// <returns>The next line; null at the end.</returns>
    /// <exception cref="EmotionAIException">The line is too long.</exception>
    public string? Next()
    {
        var text = _returned.TryPop(out var returned) ? returned : Read();
        Line += text is null ? 0 : 1;
        return text;
    }

    /// <summary>Takes back the last lines, in the order in which they were given.</summary>
    public void Return(IReadOnlyList<string> lines)
    {
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            _returned.Push(lines[i]);
        }

        Line -= lines.Count;
    }

    /// <summary>Says what is wrong with the bytes of a text that begins on a line, and counts it.</summary>
    /// <returns>The message; null for nothing.</returns>
    public string? FaultOf(ReadOnlySpan<char> text, int line)
    {
        var encoding = reader is EncodedReader encoded ? encoded.EncodingName : "UTF-8";
        var fault = InvalidBytes.Describe(text, encoding);
        if (fault is not null)
        {
            invalid?.Invoke(name, line, encoding);
        }

        return fault;
    }

    private string? Read()
    {
        while (Fill())
        {
            if (_isAfterReturn && _buffer[_next] == '\n')
            {
                _isAfterReturn = false;
                _next++;
                continue;
            }

            _isAfterReturn = false;
            var rest = _buffer.AsSpan(_next, _end - _next);
            var length = rest.IndexOfAny('\r', '\n');
            _begun.Append(length < 0 ? rest : rest[..length]);
            if (_begun.Length > LongestLine)
            {
                throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{name}': line {Line + 1} is longer than {LongestLine} characters; lines up to that are allowed."), name);
            }

            if (length >= 0)
            {
                _isAfterReturn = rest[length] == '\r';
                _next += length + 1;
                return Take();
            }

            _next = _end;
        }

        return _begun.Length > 0 ? Take() : null;
    }

    private string Take()
    {
        var line = _begun.ToString();
        _begun.Clear();
        return line;
    }

    private bool Fill()
    {
        if (_next == _end)
        {
            waiting?.Invoke();
            (_next, _end) = (0, reader.Read(_buffer, 0, BufferSize));
        }

        return _next < _end;
    }
}
