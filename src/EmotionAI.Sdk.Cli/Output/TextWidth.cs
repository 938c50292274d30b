using Spectre.Console.Rendering;

namespace EmotionAI.Cli.Output;

/// <summary>Measures and cuts texts by the columns that a terminal gives them: two for a wide character.</summary>
internal static class TextWidth
{
    private const string Mark = "…";

    public static int Of(string text) => new Segment(text).CellCount();

    /// <summary>Cuts a text that is wider than <paramref name="columns"/>, and marks where.</summary>
    public static string Cut(string text, int columns)
    {
        if (Of(text) <= columns)
        {
            return text;
        }

        var left = columns - Of(Mark);
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            left -= Of(rune.ToString());
            if (left < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return columns < 1 ? "" : text[..length] + Mark;
    }
}
