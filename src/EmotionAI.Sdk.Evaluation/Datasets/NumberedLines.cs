namespace EmotionAI.Evaluation.Datasets;

/// <summary>Gives the lines of a text with their numbers, and takes some back to give them again.</summary>
internal sealed class NumberedLines(TextReader reader)
{
    private readonly Stack<string> _returned = new();

    /// <summary>Gets the number of the last line given, from 1.</summary>
    public int Line { get; private set; }

    public string Encoding => reader is EncodedReader encoded ? encoded.EncodingName : "UTF-8";

    public string? Next()
    {
        var text = _returned.TryPop(out var returned) ? returned : reader.ReadLine();
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
}
