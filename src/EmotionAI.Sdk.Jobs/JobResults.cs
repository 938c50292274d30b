using EmotionAI.Formats;

namespace EmotionAI.Jobs;

/// <summary>Puts results into the order of the inputs: keeps the first line of each item in a temporary file, as they come in any order, and more than memory has room for.</summary>
/// <param name="count">The number of items.</param>
internal sealed class JobResults(long count) : IDisposable
{
    private const int BufferSize = 1 << 16;

    private readonly SeenItems _seen = new(count);
    private readonly (long Offset, int Length)[] _places = new (long, int)[count];

    // The system makes it for this user alone.
    private readonly FileStream _lines = new(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);

    /// <summary>Gets the number of items without a result.</summary>
    public long Missing => count - _seen.Count;

    /// <summary>Gets the number of items that failed.</summary>
    public long Failed { get; private set; }

    public void Add(JobLine line)
    {
        if (_seen.Add(line.Index))
        {
            _places[line.Index] = (_lines.Position, line.Line.Length);
            _lines.Write(line.Line);
            Failed += line.IsFailed ? 1 : 0;
        }
    }

    /// <exception cref="EmotionAIException">The file cannot be written.</exception>
    public void Write(string path) => AtomicFile.Write([KeyValuePair.Create<string, Action<Stream>>(path, WriteTo)]);

    public void Dispose() => _lines.Dispose();

    private void WriteTo(Stream output)
    {
        var buffer = Array.Empty<byte>();
        var buffered = new BufferedStream(output, BufferSize);
        foreach (var (offset, length) in _places)
        {
            if (buffer.Length < length)
            {
                buffer = new byte[length];
            }

            if (_lines.Position != offset)
            {
                _lines.Position = offset;
            }

            _lines.ReadExactly(buffer, 0, length);
            buffered.Write(buffer, 0, length);
        }

        buffered.Flush();
    }
}
