using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Formats;
using SkiaSharp;

namespace EmotionAI.Evaluation.Plots;

/// <summary>Draws confusion matrices: rows = actual, columns = predicted, every label whole and every number legible.</summary>
/// <remarks>Safe for concurrent use. The size of the picture follows the number of labels; above 64 labels the cells have colours and no numbers.</remarks>
internal static class ConfusionMatrixPlot
{
    /// <summary>The most labels of a picture.</summary>
    internal const int MostLabels = 512;

    /// <summary>Draws a matrix of counts.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="options">The options; null for the default ones.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The number of labels is not that of the matrix, or is above 512.</exception>
    public static Picture Create(ConfusionMatrix matrix, EmotionLabels labels, ConfusionMatrixPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        options ??= new ConfusionMatrixPlotOptions();
        Check(matrix.Size, labels, options);
        return Draw(ConfusionMatrixCells.Create(matrix, options.IsRowNormalized, options.ColorMaximum), labels, options);
    }

    /// <summary>Draws a matrix as a file gave it; shares are drawn as they are, whatever the normalization.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="options">The options; null for the default ones.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ArgumentException">The number of labels is not that of the matrix, or is above 512.</exception>
    public static Picture Create(StoredConfusionMatrix matrix, EmotionLabels labels, ConfusionMatrixPlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        options ??= new ConfusionMatrixPlotOptions();
        Check(matrix.Size, labels, options);
        return Draw(ConfusionMatrixCells.Create(matrix, options.IsRowNormalized, options.ColorMaximum), labels, options);
    }

    /// <summary>Reads <c>confusion_matrix.npy</c> and <c>labels.json</c> and draws them.</summary>
    /// <param name="matrixPath">The matrix: counts or shares, in any form that NumPy writes.</param>
    /// <param name="labelsPath">The labels: a JSON list, <c>{"labels": list}</c>, id → label or label → id.</param>
    /// <param name="options">The options; null for the default ones.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="EmotionAIException">A file cannot be read or is malformed, or the two do not fit.</exception>
    public static Picture Read(string matrixPath, string labelsPath, ConfusionMatrixPlotOptions? options = null)
    {
        var matrix = StoredConfusionMatrix.Read(matrixPath);
        var labels = LabelsFile.Read(labelsPath);
        if (labels.Count != matrix.Size)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, labelsPath, Invariant($"{labels.Count} labels for the matrix of {matrix.Size} in '{matrixPath}'"), "as many are");
        }

        if (labels.Count > MostLabels)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, labelsPath, $"{labels.Count} labels", $"{MostLabels} in a picture are");
        }

        return Create(matrix, labels, options);
    }

    private static void Check(int size, EmotionLabels labels, ConfusionMatrixPlotOptions options)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count != size || size > MostLabels)
        {
            throw new ArgumentException(Invariant($"There are {labels.Count} labels for a matrix of {size}; as many, and at most {MostLabels}, are allowed."), nameof(labels));
        }

        if (options.ColorMaximum is { } maximum && !(maximum > 0 && double.IsFinite(maximum)))
        {
            throw new ArgumentException(Invariant($"The colour maximum is {maximum}; above 0 is allowed."), nameof(options));
        }
    }

    private static Picture Draw(ConfusionMatrixCells cells, EmotionLabels labels, ConfusionMatrixPlotOptions options)
    {
        var title = options.Title is { } given ? PictureLine.Title(given) : cells.AreCounts ? "Confusion matrix (counts)" : "Confusion matrix (row-normalized)";
        var names = PictureLine.Labels(labels);
        var colorTicks = AxisTicks.Nice(0, cells.Maximum, 7, whole: cells.AreCounts);
        var layout = new ConfusionMatrixLayout(cells, names, title, colorTicks);
        var matrix = Panel.Create(layout.Matrix, new PanelAxis(0, cells.Size, Frame: false), new PanelAxis(cells.Size, 0, Frame: false));
        matrix.PlottableList.Add(new PanelRectangles(Rectangles(cells)));
        var scale = Panel.Create(layout.ColorBar, new PanelAxis(0, 1, Frame: false), new PanelAxis(0, cells.Maximum, Frame: false))
            .WithRightAxis(new PanelAxis(0, cells.Maximum, colorTicks));
        scale.PlottableList.Add(new ColorBar { Axes = { YAxis = scale.Axes.Right } });
        List<PictureText> texts =
        [
            new(title, layout.TitleX, PictureStyle.Margin + 8, PictureStyle.TitleSize, SKTextAlign.Center),
            new("Predicted label", layout.Matrix.MidX, layout.PredictedTitleY, PictureStyle.AxisTitleSize, SKTextAlign.Center),
            new("True label", PictureStyle.Margin + 7, layout.Matrix.MidY, PictureStyle.AxisTitleSize, SKTextAlign.Center, -90),
            new(cells.AreCounts ? "Samples" : "Share of true label", layout.ColorTitleX, layout.Matrix.MidY, PictureStyle.AxisTitleSize, SKTextAlign.Center, -90),
            .. LabelTexts(names, layout),
            .. layout.HasTexts ? CellTexts(cells, layout) : [],
        ];
        return new Picture(layout.Width, layout.Height, [matrix, scale], texts, canvas => DrawFrame(canvas, layout.Matrix));
    }

    private static PanelRectangle[] Rectangles(ConfusionMatrixCells cells) =>
        [.. from row in Enumerable.Range(0, cells.Size) from column in Enumerable.Range(0, cells.Size) select new PanelRectangle(column, column + 1, row + 1, row, cells[row, column].Fill)];

    private static IEnumerable<PictureText> LabelTexts(string[] names, ConfusionMatrixLayout layout)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var (row, column) = (layout.RowLabel(i), layout.ColumnLabel(i));
            yield return new PictureText(names[i], row.X, row.Y, layout.LabelSize, SKTextAlign.Right);
            yield return layout.LabelsAreTurned
                ? new PictureText(names[i], column.X, column.Y, layout.LabelSize, SKTextAlign.Right, -45)
                : new PictureText(names[i], column.X, column.Y, layout.LabelSize, SKTextAlign.Center);
        }
    }

    private static IEnumerable<PictureText> CellTexts(ConfusionMatrixCells cells, ConfusionMatrixLayout layout) =>
        from row in Enumerable.Range(0, cells.Size)
        from column in Enumerable.Range(0, cells.Size)
        let cell = cells[row, column]
        select new PictureText(
            cell.Text,
            layout.Matrix.Left + layout.Middle(column),
            layout.Matrix.Top + layout.Middle(row),
            layout.CellTextSize,
            SKTextAlign.Center,
            Color: cell.TextIsLight ? SKColors.White : SKColors.Black);

    private static void DrawFrame(SKCanvas canvas, SKRect matrix)
    {
        using var paint = new SKPaint { Color = PictureStyle.Axis, IsStroke = true, StrokeWidth = 1 };
        matrix.Inflate(0.5f, 0.5f);
        canvas.DrawRect(matrix, paint);
    }
}
