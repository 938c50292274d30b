using System.Globalization;
using System.Text;

namespace EmotionAI.Training.Torch.Writing;

/// <summary>Writes how a training went: the loss and the macro-F1 on dev over the steps, as a table and as a picture.</summary>
internal static class CurveFile
{
    private const int Width = 640;
    private const int Height = 320;
    private const int Margin = 48;

    /// <summary>Writes the table: step, loss, macro_f1.</summary>
    public static byte[] Csv(IReadOnlyList<TrainingPoint> curve)
    {
        var text = new StringBuilder("step,loss,macro_f1\n");
        foreach (var point in curve)
        {
            text.Append(Invariant($"{point.Step},{point.Loss:R},{point.MacroF1:R}\n"));
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Draws the picture; the loss is scaled to its largest value, macro-F1 to 1.</summary>
    public static byte[] Svg(IReadOnlyList<TrainingPoint> curve)
    {
        var (steps, largest) = (Math.Max(1, curve.Select(point => point.Step).DefaultIfEmpty().Max()), Math.Max(1e-9, curve.Select(point => point.Loss).DefaultIfEmpty().Max()));
        var svg = new StringBuilder(Invariant($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>\n"));
        svg.Append(Invariant($"<path d=\"M{Margin} {Margin}V{Height - Margin}H{Width - Margin}V{Margin}\" fill=\"none\" stroke=\"#888\"/>\n"));
        Line(svg, "#b33", curve.Select(point => (point.Step, point.Loss / largest)), steps);
        Line(svg, "#36c", curve.Where(point => point.MacroF1 is not null).Select(point => (point.Step, point.MacroF1!.Value)), steps);
        Text(svg, Margin, Margin - 8, "start", "#b33", string.Create(CultureInfo.InvariantCulture, $"loss, up to {largest:0.000}"));
        Text(svg, Width - Margin, Margin - 8, "end", "#36c", "macro-F1 on dev, up to 1");
        Text(svg, Margin, Height - Margin + 18, "middle", "#333", "0");
        Text(svg, Width - Margin, Height - Margin + 18, "middle", "#333", Invariant($"step {steps}"));
        return Encoding.UTF8.GetBytes(svg.Append("</svg>\n").ToString());
    }

    private static void Line(StringBuilder svg, string color, IEnumerable<(int Step, double Share)> points, int steps)
    {
        var places = points.Select(point => Invariant($"{Margin + ((Width - (2.0 * Margin)) * point.Step / steps):0.0},{Height - Margin - ((Height - (2.0 * Margin)) * point.Share):0.0}"));
        svg.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', places)}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n");
    }

    private static void Text(StringBuilder svg, int x, int y, string anchor, string color, string text) =>
        svg.Append(Invariant($"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" fill=\"{color}\">{text}</text>\n"));
}
