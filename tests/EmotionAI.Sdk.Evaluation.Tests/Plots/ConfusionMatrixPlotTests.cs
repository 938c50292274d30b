using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Plots;
using EmotionAI.Tests.Parity;

namespace EmotionAI.Tests.Plots;

public class ConfusionMatrixPlotTests
{
    private const string LongLabel = "a label that is longer than any emotion, and then some";

    public static TheoryData<string, bool> Matrices => PlotGolden.Matrices;

    [Theory]
    [MemberData(nameof(Matrices))]
    public void ToPng_GoldenMatrix_HasTheColourOfEachCellAndCutsNothing(string name, bool isRowNormalized)
    {
        var labels = PlotGolden.Labels(name);
        var cells = ConfusionMatrixCells.Create(PlotGolden.Matrix(name), isRowNormalized);
        var layout = new ConfusionMatrixLayout(cells, labels, "", AxisTicks.Nice(0, cells.Maximum, 7, whole: cells.AreCounts));

        var picture = ConfusionMatrixPlot.Create(PlotGolden.Matrix(name), labels, new ConfusionMatrixPlotOptions { IsRowNormalized = isRowNormalized });

        using var pixels = DrawnPicture.Pixels(picture);
        Assert.Equal((picture.Width, picture.Height), (pixels.Width, pixels.Height));
        for (var row = 0; row < cells.Size; row++)
        {
            for (var column = 0; column < cells.Size; column++)
            {
                var x = (int)(layout.Matrix.Left + (column * layout.CellSize) + 3);
                var y = (int)(layout.Matrix.Top + (row * layout.CellSize) + 3);
                Assert.Equal(cells[row, column].Fill, pixels.GetPixel(x, y));
            }
        }

        DrawnPicture.AssertNothingIsCut(picture);
    }

    [Theory]
    [MemberData(nameof(Matrices))]
    public void ToSvg_GoldenMatrix_HasEveryTextOfTheIndex(string name, bool isRowNormalized)
    {
        var expected = PlotGolden.Description(PlotGolden.File("sklearn_blues", name, isRowNormalized));
        var texts = expected.GetProperty("cell_text").EnumerateArray().SelectMany(row => row.EnumerateArray())
            .Concat(expected.GetProperty("xtick").EnumerateArray()).Concat(expected.GetProperty("ytick").EnumerateArray())
            .Append(expected.GetProperty("xlabel")).Append(expected.GetProperty("ylabel")).Select(text => text.GetString()!);

        var drawn = DrawnPicture.Texts(ConfusionMatrixPlot.Create(
            PlotGolden.Matrix(name), PlotGolden.Labels(name), new ConfusionMatrixPlotOptions { IsRowNormalized = isRowNormalized }));

        Assert.All(texts.CountBy(text => text), pair => Assert.True(drawn.Count(text => text == pair.Key) >= pair.Value, $"'{pair.Key}' is drawn too rarely."));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(13)]
    [InlineData(100)]
    public void Create_AnySizeAndLongLabels_CutsNothing(int size)
    {
        var labels = new EmotionLabels(Enumerable.Range(0, size).Select(i => $"{LongLabel} {i}"));
        var counts = Enumerable.Range(0, size * size).Select(i => (long)i * 1_000_003).ToArray();

        var picture = ConfusionMatrixPlot.Create(new ConfusionMatrix(counts, size), labels, new ConfusionMatrixPlotOptions { Title = new string('W', 300) });

        DrawnPicture.AssertNothingIsCut(picture);
    }

    [Fact]
    public void Create_MatrixOfZeros_IsDrawnAsZerosOnAScaleToOne()
    {
        var drawn = DrawnPicture.Texts(ConfusionMatrixPlot.Create(new ConfusionMatrix([0, 0, 0, 0], 2), new EmotionLabels(["no", "yes"])));

        Assert.Equal(["0", "1", "0", "0", "0", "0"], drawn.Where(text => text is "0" or "1"));
    }

    [Fact]
    public void Create_OtherNumberOfLabels_Throws() =>
        Assert.Throws<ArgumentException>(() => ConfusionMatrixPlot.Create(PlotGolden.Matrix("8"), EmotionLabels.GoEmotions));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Create_ColorMaximumNotAboveZero_Throws(double maximum) =>
        Assert.Throws<ArgumentException>(() => ConfusionMatrixPlot.Create(PlotGolden.Matrix("8"), EmotionLabels.Ravdess, new ConfusionMatrixPlotOptions { ColorMaximum = maximum }));

    [Theory]
    [InlineData("""["no", "yes"]""")]
    [InlineData("""{"labels": ["no", "yes"]}""")]
    [InlineData("""{"1": "yes", "0": "no"}""")]
    [InlineData("""{"yes": 1, "no": 0}""")]
    public void Read_LabelsInAnyForm_DrawsThem(string json)
    {
        using var folder = new TemporaryFolder();
        WriteFiles(folder, json);

        var picture = ConfusionMatrixPlot.Read(folder.File("confusion_matrix.npy"), folder.File("labels.json"));

        var texts = DrawnPicture.Texts(picture);
        Assert.True(texts.IndexOf("no") < texts.IndexOf("yes"));
        Assert.Contains("11", texts);
    }

    [Theory]
    [InlineData("""["no", "yes", "maybe"]""", "3 labels")]
    [InlineData("""["no", "no"]""", "'no'")]
    [InlineData("""["no", null]""", "labels.json")]
    [InlineData("""{"0": "no", "2": "yes"}""", "the indices 0, 2")]
    [InlineData("""{"no": 0.5, "yes": 1}""", "labels.json")]
    [InlineData("7", "labels.json")]
    [InlineData("[", "labels.json")]
    public void Read_LabelsThatDoNotFit_SaysFileFoundAndAllowed(string json, string found)
    {
        using var folder = new TemporaryFolder();
        WriteFiles(folder, json);

        var exception = Assert.Throws<EmotionAIException>(() => ConfusionMatrixPlot.Read(folder.File("confusion_matrix.npy"), folder.File("labels.json")));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, exception.Code);
        Assert.Contains(found, exception.Message, StringComparison.Ordinal);
        Assert.Contains("allowed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SharesInTheFile_AreDrawnAsTheyAre()
    {
        var path = EvaluationGolden.File("single", "ravdess_like_8", "confusion_matrix_rownorm.npy");

        var drawn = DrawnPicture.Texts(ConfusionMatrixPlot.Read(path, EvaluationGolden.File("single", "ravdess_like_8", "labels.json")));

        Assert.Contains("Share of true label", drawn);
    }

    private static void WriteFiles(TemporaryFolder folder, string labels)
    {
        using var stream = File.Create(folder.File("confusion_matrix.npy"));
        EmotionAI.Evaluation.Artefacts.NpyWriter.Write(stream, (ReadOnlySpan<long>)[11, 2, 3, 40], 2, 2);
        File.WriteAllText(folder.File("labels.json"), labels);
    }
}
