using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Reads the lines of a file as bytes, each of a bounded length; memory follows the longest one.</summary>
internal static class JsonLines
{
    private const int LongestLine = 16 << 20;
    private const int BlockSize = 1 << 16;

    /// <returns>The number of each line that is not blank, from 1, and its bytes, valid until the next one.</returns>
    /// <exception cref="EmotionAIException">The file cannot be read, or a line is too long.</exception>
    public static IEnumerable<(int Line, ReadOnlyMemory<byte> Text)> Read(string path)
    {
        using var stream = ArtefactFile.Open(path);
        var buffer = new byte[BlockSize];
        int start = 0, end = 0, line = 0;
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (length < 0)
            {
                buffer.AsSpan(start, end - start).CopyTo(buffer);
                (start, end) = (0, end - start);
                if (end == buffer.Length)
                {
                    Grow(ref buffer, path, line + 1);
                }

                var got = Fill(stream, buffer.AsSpan(end), path);
                end += got;
                if (got > 0)
                {
                    continue;
                }

                length = end;
            }

            line++;
            var text = TrimStart(buffer.AsMemory(start, length), isFirst: line == 1);
            if (!IsBlank(text.Span))
            {
                yield return (line, text);
            }

            start += length + 1;
            if (start > end)
            {
                yield break;
            }
        }
    }

    private static int Fill(FileStream stream, Span<byte> free, string path)
    {
        try
        {
            return stream.Read(free);
        }
        catch (IOException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnreadable, $"'{path}' cannot be read: {e.Message}", path, innerException: e);
        }
    }

    private static void Grow(ref byte[] buffer, string path, int line)
    {
        if (buffer.Length >= LongestLine)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, path, Invariant($"line {line} is longer than {LongestLine} bytes"), $"lines up to that are");
        }

        Array.Resize(ref buffer, 2 * buffer.Length);
    }

    private static ReadOnlyMemory<byte> TrimStart(ReadOnlyMemory<byte> text, bool isFirst) => isFirst && text.Span.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;

    private static bool IsBlank(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(" \t\r"u8);
}
