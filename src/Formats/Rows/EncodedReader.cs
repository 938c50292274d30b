using System.Text;

namespace EmotionAI.Formats;

/// <summary>Decodes a stream: by its byte order mark, else as asked for, else as UTF-8. Bytes that are not valid become <see cref="InvalidBytes.Mark"/>.</summary>
/// <param name="stream">The bytes.</param>
/// <param name="encoding">What they are where no byte order mark tells; null for UTF-8.</param>
/// <param name="name">Their name, for messages.</param>
internal sealed class EncodedReader(Stream stream, Encoding? encoding = null, string name = "-") : TextReader
{
    private const int BufferSize = 1 << 16;

    private readonly byte[] _bytes = new byte[BufferSize];
    private char[] _chars = [];
    private int _next;
    private int _end;
    private Decoder? _decoder;
    private bool _isDone;

    /// <summary>Gets or sets what to decode as; it counts until the first text is read.</summary>
    public Encoding? Encoding { get; set; } = encoding;

    /// <summary>Gets the name of the encoding, for messages.</summary>
    public string EncodingName { get; private set; } = "UTF-8";

    public override int Peek() => Fill() ? _chars[_next] : -1;

    public override int Read() => Fill() ? _chars[_next++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Fill())
        {
            return 0;
        }

        var count = Math.Min(buffer.Length, _end - _next);
        _chars.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        while (_next == _end)
        {
            if (_isDone)
            {
                return false;
            }

            var (start, length) = _decoder is null ? Begin() : (0, stream.Read(_bytes));
            _isDone = length == 0;
            _next = 0;
            _end = _decoder!.GetChars(_bytes.AsSpan(start, length), _chars, flush: _isDone);
        }

        return true;
    }

    /// <summary>Reads the first bytes and chooses the encoding.</summary>
    /// <returns>The bytes that are text.</returns>
    private (int Start, int Length) Begin()
    {
        var length = ReadFirst();
        ReadOnlySpan<byte> bytes = _bytes.AsSpan(0, length);
        var (marked, start) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (System.Text.Encoding.UTF8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (System.Text.Encoding.UTF32, 4),
            [0xFF, 0xFE, ..] => (System.Text.Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (System.Text.Encoding.BigEndianUnicode, 2),
            _ => ((Encoding?)null, 0),
        };
        var chosen = marked ?? Encoding ?? System.Text.Encoding.UTF8;
        if (marked is null && WideText.Find(bytes, chosen) is { } wide)
        {
            throw new EmotionAIException(
                EmotionErrorCodes.InputInvalid,
                $"'{name}' is {wide.ToUpperInvariant()} without a byte order mark, as every second byte is zero; read as {chosen.WebName.ToUpperInvariant()} it would be garbage. Name it with --encoding {wide}, or save it as UTF-8.",
                name);
        }

        EncodingName = chosen.WebName.ToUpperInvariant();
        var strict = (Encoding)chosen.Clone();
        strict.DecoderFallback = new InvalidBytes();
        _decoder = strict.GetDecoder();
        _chars = new char[strict.GetMaxCharCount(BufferSize)];
        return (start, length - start);
    }

    /// <summary>Reads what is there, and more only where that may be the beginning of a mark: who types a line waits for its answer.</summary>
    private int ReadFirst()
    {
        var length = stream.Read(_bytes);
        while (_bytes.AsSpan(0, length) is [0xEF] or [0xEF, 0xBB] or [0xFE] or [0xFF] or [0xFF, 0xFE] or [0xFF, 0xFE, 0] && stream.Read(_bytes.AsSpan(length)) is > 0 and var more)
        {
            length += more;
        }

        return length;
    }
}
