using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Input;

/// <summary>Gives the lines of a text: what LF ends, without it and without a CR before it. Blank lines are lines; an LF at the very end starts none.</summary>
/// <param name="reader">The text.</param>
/// <param name="portion">The largest number of lines of a portion.</param>
/// <param name="maximumLength">The longest line that can be used, in UTF-16 units; of a longer one so much is kept, and it is an error.</param>
/// <param name="cancellationToken">Ends a wait for more text.</param>
/// <param name="onInvalidBytes">Is told of each line with bytes that are not valid: file, line, encoding; null for nobody.</param>
/// <param name="name">The name of the text, for that; null for standard input.</param>
internal sealed class TextLines(TextReader reader, int portion, int maximumLength, CancellationToken cancellationToken, Action<string, int, string>? onInvalidBytes = null, string? name = null) : IInputSource<string>
{
    private const int BufferSize = 1 << 16;

    private readonly char[] _buffer = new char[BufferSize];
    private readonly StringBuilder _kept = new();
    private int _start;
    private int _end;
    private long _length;
    private char _last;
    private long _index;
    private long _line;

    public IReadOnlyList<InputItem<string>> Read()
    {
        List<InputItem<string>> lines = [];
        while (lines.Count < portion)
        {
            if (TryTakeLine() is { } line)
            {
                lines.Add(line);
            }
            else if (lines.Count > 0)
            {
                // Whoever writes into the pipe line by line gets answers without filling a portion first.
                break;
            }
            else if (!Fill())
            {
                return _length > 0 ? [Take()] : [];
            }
        }

        return lines;
    }

    private InputItem<string>? TryTakeLine()
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
        if (_last == '\r')
        {
            _length--;
        }

        return Take();
    }

    private void Keep(ReadOnlySpan<char> part)
    {
        if (part.Length > 0)
        {
            _length += part.Length;
            _last = part[^1];
            _kept.Append(part[..Math.Min(part.Length, maximumLength - _kept.Length)]);
        }
    }

    private InputItem<string> Take()
    {
        var line = _kept.ToString(0, (int)Math.Min(_length, _kept.Length));
        _line++;
        var encoding = (reader as EncodedReader)?.EncodingName ?? "UTF-8";
        var invalid = InvalidBytes.Describe(line, encoding);
        if (invalid is not null)
        {
            onInvalidBytes?.Invoke(name ?? "-", (int)Math.Min(int.MaxValue, _line), encoding);
        }

        var error = invalid is not null
            ? new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"Line {_line}: {invalid}"))
            : _length <= maximumLength ? null : new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The text has {_length} characters; at most {maximumLength} are allowed."));
        _kept.Clear();
        (_length, _last) = (0, '\0');
        return new InputItem<string>(_index++, InvalidBytes.Show(line), error is null ? line : null, error);
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
