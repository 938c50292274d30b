using System.Globalization;
using System.Text;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Gives the typeface that pictures are set in: the embedded DejaVu Sans, so that text is the same on every machine, one without fonts included.</summary>
/// <remarks>Safe for concurrent use. Characters that DejaVu Sans lacks (Chinese, for one) are set in a font of the machine, where it has one.</remarks>
internal static class PictureFont
{
    /// <summary>The family that SVG names after the embedded one: of nearly the same widths, present on most machines.</summary>
    public const string SvgFallback = "Verdana, sans-serif";

    private const string Resource = "DejaVuSans.ttf";

    /// <summary>Gets the embedded typeface.</summary>
    public static SKTypeface Typeface { get; } = Load();

    /// <summary>Makes the font that a text of some size is set in.</summary>
    public static SKFont Create(string text, float size) => new(For(text), size)
    {
        Edging = SKFontEdging.Antialias,
        Hinting = SKFontHinting.None,
        Subpixel = true,
    };

    /// <summary>Measures the width of a text.</summary>
    public static float Measure(string text, float size)
    {
        using var font = Create(text, size);
        return font.MeasureText(text);
    }

    /// <summary>Measures the widest of some texts; 0 where there is none.</summary>
    public static float MeasureWidest(IEnumerable<string> texts, float size) =>
        texts.Aggregate(0f, (widest, text) => Math.Max(widest, Measure(text, size)));

    /// <summary>Gets the texts with characters that their font lacks, so that a picture shows boxes in their place.</summary>
    public static IReadOnlyList<string> Unreadable(IEnumerable<string> texts) =>
        [.. texts.Where(text => For(text) is var font && text.EnumerateRunes().Any(rune => IsDrawn(rune) && !font.ContainsGlyph(rune.Value)))];

    private static SKTypeface For(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsDrawn(rune) && !Typeface.ContainsGlyph(rune.Value))
            {
                return SKFontManager.Default.MatchCharacter(rune.Value) ?? Typeface;
            }
        }

        return Typeface;
    }

    /// <summary>Gets whether a character has a shape of its own: joiners, marks of direction and variation selectors have none.</summary>
    private static bool IsDrawn(Rune rune) => !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && rune.Value is not (>= 0xFE00 and <= 0xFE0F);

    private static SKTypeface Load()
    {
        using var stream = typeof(PictureFont).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is not embedded.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
