using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Measures the texts of a confusion matrix and finds the sizes at which none is cut or meets another; lengths in pixels.</summary>
internal sealed class ConfusionMatrixLayout
{
    /// <summary>The most labels whose cells have texts; beyond, colours alone are drawn.</summary>
    public const int MostWithTexts = 64;

    private const float Diagonal = 0.70710678f;
    private const float LabelGap = 9;
    private const float TitleHeight = 34;
    private const float AxisTitleHeight = 26;
    private const float ColorBarGap = 26;
    private const float ColorBarWidth = 18;

    public ConfusionMatrixLayout(ConfusionMatrixCells cells, IReadOnlyList<string> labels, string title, AxisTicks colorTicks)
    {
        var size = cells.Size;
        HasTexts = size <= MostWithTexts;
        CellTextSize = size <= 12 ? 14 : 12;
        CellSize = MathF.Ceiling(HasTexts
            ? Math.Max(Math.Max(size <= 12 ? 56 : 36, 200f / size), PictureFont.MeasureWidest(cells.Texts, CellTextSize) + 9)
            : Math.Max(8, 2400f / size));
        LabelSize = Math.Min(size <= 12 ? 13 : 12.5f, CellSize);
        var widths = labels.Select(label => PictureFont.Measure(label, LabelSize)).ToArray();
        LabelsAreTurned = widths.Max() > CellSize - 8;
        var left = MathF.Ceiling(PictureStyle.Margin + AxisTitleHeight + LabelGap + LeftLabels(widths));
        Matrix = SKRect.Create(left, PictureStyle.Margin + TitleHeight, size * CellSize, size * CellSize);
        ColorBar = SKRect.Create(Matrix.Right + ColorBarGap, Matrix.Top, ColorBarWidth, Matrix.Height);
        ColorTitleX = ColorBar.Right + PictureStyle.TickGap + PictureFont.MeasureWidest(colorTicks.Labels, PictureStyle.TextSize) + 16;
        var below = LabelGap + (LabelsAreTurned ? (widths.Max() + (LabelSize / 2)) * Diagonal : LabelSize);
        PredictedTitleY = Matrix.Bottom + below + (AxisTitleHeight / 2) + 4;
        Height = PredictedTitleY + (AxisTitleHeight / 2) + (PictureStyle.Margin / 2);
        var halfTitle = PictureFont.Measure(title, PictureStyle.TitleSize) / 2;
        TitleX = Math.Max(Matrix.MidX, halfTitle + PictureStyle.Margin);
        Width = Math.Max(ColorTitleX + (PictureStyle.AxisTitleSize / 2) + PictureStyle.Margin, TitleX + halfTitle + PictureStyle.Margin);
    }

    public bool HasTexts { get; }

    public float CellSize { get; }

    public float CellTextSize { get; }

    public float LabelSize { get; }

    /// <summary>Gets whether the labels below rise to the right at 45 degrees.</summary>
    public bool LabelsAreTurned { get; }

    public SKRect Matrix { get; }

    public SKRect ColorBar { get; }

    public float ColorTitleX { get; }

    public float PredictedTitleY { get; }

    public float TitleX { get; }

    public float Width { get; }

    public float Height { get; }

    /// <summary>Gets where the middle of a row or column lies.</summary>
    public float Middle(int index) => (index + 0.5f) * CellSize;

    /// <summary>Gets where a label beside its row ends.</summary>
    public SKPoint RowLabel(int row) => new(Matrix.Left - LabelGap, Matrix.Top + Middle(row));

    /// <summary>Gets where a label below its column ends (turned) or has its middle (level).</summary>
    public SKPoint ColumnLabel(int column) =>
        new(Matrix.Left + Middle(column), Matrix.Bottom + LabelGap + (LabelsAreTurned ? 1 : LabelSize / 2));

    private float LeftLabels(float[] widths)
    {
        var needed = widths.Max();
        for (var column = 0; LabelsAreTurned && column < widths.Length; column++)
        {
            needed = Math.Max(needed, ((widths[column] + LabelSize) * Diagonal) - Middle(column) - AxisTitleHeight);
        }

        return needed;
    }
}
