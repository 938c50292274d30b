using System.Text;

namespace EmotionAI.Cli.Input;

/// <summary>Gives the lines of a text: what LF ends, without it and without a CR before it. Blank lines are lines; an LF at the very end starts none.</summary>
/// <param name="reader">The text.</param>
/// <param name="portion">The largest number of lines of a portion.</param>
/// <param name="maximumLength">The longest line that can be used, in UTF-16 units; of a longer one just enough is kept to show that it is.</param>
/// <param name="cancellationToken">Ends a wait for more text.</param>
internal sealed class TextLines(TextReader reader, int portion, int maximumLength, CancellationToken cancellationToken) : IInputSource<string>
{
    private const int BufferSize = 1 << 16;

    private readonly char[] _buffer = new char[BufferSize];
    private readonly StringBuilder _begun = new();
    private int _start;
    private int _end;
    private bool _hasBegun;
    private long _index;

    public IReadOnlyList<InputItem<string>> Read()
    {
        List<InputItem<string>> lines = [];
        while (lines.Count < portion)
        {
            if (TryTakeLine() is { } line)
            {
                lines.Add(new InputItem<string>(_index++, line, line));
            }
            else if (lines.Count > 0)
            {
                // Whoever writes into the pipe line by line gets answers without filling a portion first.
                break;
            }
            else if (!Fill())
            {
                return _hasBegun ? [TakeLast()] : [];
            }
        }

        return lines;
    }

    private string? TryTakeLine()
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var length = rest.IndexOf('\n');
        if (length < 0)
        {
            Keep(rest);
            _start = _end;
            return null;
        }

        Keep(rest[..length]);
        _start += length + 1;
        if (_begun.Length is > 0 and var kept && kept <= maximumLength + 1 && _begun[kept - 1] == '\r')
        {
            _begun.Length--;
        }

        return Take();
    }

    private void Keep(ReadOnlySpan<char> part)
    {
        _hasBegun |= part.Length > 0;

        // One more than allowed shows that the line is too long, and one may be a CR.
        _begun.Append(part[..Math.Min(part.Length, Math.Max(0, maximumLength + 2 - _begun.Length))]);
    }

    private InputItem<string> TakeLast()
    {
        var line = Take();
        return new InputItem<string>(_index++, line, line);
    }

    private string Take()
    {
        var line = _begun.ToString();
        _begun.Clear();
        _hasBegun = false;
        return line;
    }

    private bool Fill()
    {
        cancellationToken.ThrowIfCancellationRequested();
        var read = cancellationToken.CanBeCanceled
            ? Task.Run(() => reader.Read(_buffer, 0, BufferSize), CancellationToken.None).WaitAsync(cancellationToken).GetAwaiter().GetResult()
            : reader.Read(_buffer, 0, BufferSize);
        (_start, _end) = (0, read);
        return read > 0;
    }
}
