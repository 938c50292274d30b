using System.Globalization;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Makes labels and titles fit to be written on one line.</summary>
internal static class PictureLine
{
    /// <summary>The most characters of a label that are written.</summary>
    public const int LongestLabel = 40;

    /// <summary>The most characters of a title that are written.</summary>
    public const int LongestTitle = 120;

    /// <summary>Makes all labels fit.</summary>
    public static string[] Labels(IEnumerable<string> labels) => [.. labels.Select(label => Fit(label, LongestLabel))];

    /// <summary>Makes a title fit.</summary>
    public static string Title(string title) => Fit(title, LongestTitle);

    /// <summary>Makes a label fit into a width, with an ellipsis for its end where it must.</summary>
    public static string Narrow(string label, float width, float size)
    {
        var line = Fit(label, LongestLabel);
        var elements = new StringInfo(line);
        for (var length = elements.LengthInTextElements - 1; length > 0 && PictureFont.Measure(line, size) > width; length--)
        {
            line = $"{elements.SubstringByTextElements(0, length)}…";
        }

        return line;
    }

    /// <summary>Puts one space for line breaks, other control characters and runs of spaces (SVG would merge them), and an ellipsis for the middle of a long text.</summary>
    private static string Fit(string text, int longest)
    {
        var spaced = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));
        var line = string.Join(' ', spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var elements = new StringInfo(line);
        var half = (longest - 1) / 2;
        return elements.LengthInTextElements <= longest
            ? line
            : $"{elements.SubstringByTextElements(0, half)}…{elements.SubstringByTextElements(elements.LengthInTextElements - half)}";
    }
}
