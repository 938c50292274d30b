using System.Text.Json;
using EmotionAI.Evaluation.Plots;
using SkiaSharp;

namespace EmotionAI.Tests.Plots;

public class ConfusionMatrixCellsTests
{
    /// <summary>The goldens' README allows 2 of 255 per channel.</summary>
    private const int ColorTolerance = 0;

    public static TheoryData<string, bool> Matrices => PlotGolden.Matrices;

    [Theory]
    [MemberData(nameof(Matrices))]
    public void Create_GoldenMatrix_HasTheTextsAndColoursOfTheIndex(string name, bool isRowNormalized)
    {
        var expected = PlotGolden.Description(PlotGolden.File("sklearn_blues", name, isRowNormalized));

        var cells = ConfusionMatrixCells.Create(PlotGolden.Matrix(name), isRowNormalized);

        Assert.Equal(Grid(expected, "cell_text", text => text.GetString()!), Grid(cells, cell => cell.Text));
        Assert.Equal(Grid(expected, "cell_text_is_light", light => light.GetBoolean()), Grid(cells, cell => cell.TextIsLight));
        Assert.Equal(expected.GetProperty("vmin_vmax")[1].GetDouble(), cells.Maximum, 1e-12);
        var colors = Grid(expected, "cell_rgb", color => SKColor.Parse(color.GetString()));
        Assert.All(Grid(cells, cell => cell.Fill).Zip(colors), pair => Assert.InRange(PlotGolden.Distance(pair.First, pair.Second), 0, ColorTolerance));
    }

    /// <summary>The corner of a cell in the script's picture has the cell's colour: its row-normalized scale ends at 1.</summary>
    [Theory]
    [MemberData(nameof(Matrices))]
    public void Create_ScaleOfTheScript_HasTheColoursOfItsPicture(string name, bool isRowNormalized)
    {
        using var picture = SKBitmap.Decode(Path.Combine(PlotGolden.Folder, PlotGolden.File("script", name, isRowNormalized)));
        var area = name == "28" ? new SKRect(158, 67, 1139, 1048) : new SKRect(112, 51, 650, 589);

        var cells = ConfusionMatrixCells.Create(PlotGolden.Matrix(name), isRowNormalized, isRowNormalized ? 1 : null);

        for (var row = 0; row < cells.Size; row++)
        {
            for (var column = 0; column < cells.Size; column++)
            {
                var x = (int)(area.Left + ((column + 0.15f) * area.Width / cells.Size));
                var y = (int)(area.Top + ((row + 0.15f) * area.Height / cells.Size));
                Assert.InRange(PlotGolden.Distance(picture.GetPixel(x, y), cells[row, column].Fill), 0, ColorTolerance);
            }
        }
    }

    [Theory]
    [InlineData(0.125, "0.12")]
    [InlineData(0.375, "0.38")]
    [InlineData(0.625, "0.62")]
    [InlineData(0.875, "0.88")]
    [InlineData(0.145, "0.14")]
    [InlineData(0.285, "0.28")]
    [InlineData(0.045, "0.04")]
    [InlineData(1, "1.00")]
    [InlineData(0, "0.00")]
    [InlineData(1.0 / 3, "0.33")]
    public void Format_TieOrNot_IsWhatPythonWrites(double share, string expected) => Assert.Equal(expected, ShareText.Format(share));

    private static T[] Grid<T>(JsonElement plot, string key, Func<JsonElement, T> read) =>
        [.. plot.GetProperty(key).EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(read)];

    private static T[] Grid<T>(ConfusionMatrixCells cells, Func<ConfusionMatrixCell, T> read) =>
        [.. from row in Enumerable.Range(0, cells.Size) from column in Enumerable.Range(0, cells.Size) select read(cells[row, column])];
}
