using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Holds the colours and sizes that all pictures share; lengths in pixels at 96 dpi.</summary>
internal static class PictureStyle
{
    public const float TitleSize = 15;
    public const float AxisTitleSize = 13;
    public const float TextSize = 12;
    public const float SmallSize = 10.5f;

    /// <summary>The free space around everything drawn.</summary>
    public const float Margin = 14;

    /// <summary>The space between an axis and the numbers along it.</summary>
    public const float TickGap = 9;

    /// <summary>Gets the colour of text.</summary>
    public static SKColor Ink { get; } = new(0x1f, 0x23, 0x28);

    /// <summary>Gets the colour of text that explains.</summary>
    public static SKColor Muted { get; } = new(0x5b, 0x64, 0x70);

    /// <summary>Gets the colour of axes.</summary>
    public static SKColor Axis { get; } = new(0x8a, 0x93, 0x9e);

    /// <summary>Gets the colour of grid lines.</summary>
    public static SKColor Grid { get; } = new(0xe6, 0xe9, 0xed);

    /// <summary>Gets the colour of the main series.</summary>
    public static SKColor Main { get; } = new(0x21, 0x71, 0xb5);

    /// <summary>Gets a lighter tone of the main series, for areas.</summary>
    public static SKColor MainLight { get; } = new(0x9e, 0xca, 0xe1);

    /// <summary>Gets the colour of the second series: told from the first by those who see no red or green.</summary>
    public static SKColor Second { get; } = new(0xd9, 0x5f, 0x02);

    /// <summary>Gets a lighter tone of the second series, for areas.</summary>
    public static SKColor SecondLight { get; } = new(0xf4, 0xba, 0x8c);

    /// <summary>Gets the colour of lines in the background, one a label.</summary>
    public static SKColor Faint { get; } = new(0xc3, 0xc9, 0xd1);

    /// <summary>Converts a colour to ScottPlot's.</summary>
    public static ScottPlot.Color ToPlotColor(this SKColor color) => new(color.Red, color.Green, color.Blue, color.Alpha);
}
