using System.Text.Json;
using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Metrics;

namespace EmotionAI.Tests.Parity;

public sealed class ArtefactWriteParityTests
{
    private static readonly string Artefacts = Path.Combine(EvaluationGolden.Root, "artefacts");
    private static readonly string Audio = Path.Combine(Artefacts, "models", "audio", "eval_test");
    private static readonly string Text = Path.Combine(Artefacts, "models", "text", "eval_test");
    private static readonly string TextLabels = Path.Combine(Artefacts, "models", "text", "model", "labels.json");

    [Fact]
    public void WriteTo_AudioSource_ReproducesEveryFile()
    {
        using var folder = new TemporaryFolder();
        var meta = ModelMeta.Read(Path.Combine(Audio, "model_meta.json"));

        EvaluationArtefacts.Create(AudioMetrics(), meta, OverallMetricsDetail.Basic).WriteTo(folder.File("eval_test"));

        AssertSameFolder("artefacts/audio", Audio, folder.File("eval_test"), leaveOut: []);
    }

    [Fact]
    public void WriteTo_TextSource_ReproducesEveryFile()
    {
        using var folder = new TemporaryFolder();

        EvaluationArtefacts.Create(TextMetrics(), detail: OverallMetricsDetail.Basic).WriteTo(folder.File("eval_test"));

        // The thresholds are an input of the evaluation, and the labels lie with the model.
        AssertSameFolder("artefacts/text", Text, folder.File("eval_test"), leaveOut: ["inference_config.json"]);
        Assert.Equal(File.ReadAllBytes(TextLabels), File.ReadAllBytes(folder.File("eval_test/labels.json")));
    }

    [Theory]
    [InlineData("metrics_report.txt", 2)]
    [InlineData("metrics_report_digits4.txt", 4)]
    public void Format_AudioReportAsText_EqualsScikitLearnsPrint(string file, int digits) => Assert.Equal(
        File.ReadAllText(Path.Combine(Artefacts, "dialects", file)), ClassificationReportText.Format(ClassificationReport.Create(AudioMetrics()), digits));

    [Fact]
    public void Format_TextReportAsText_EqualsScikitLearnsPrint() => Assert.Equal(
        File.ReadAllText(Path.Combine(Artefacts, "dialects", "per_class_metrics_test_classification_report.txt")),
        ClassificationReportText.Format(ClassificationReport.Create(TextMetrics())));

    [Fact]
    public void Format_TextReportAsPandas_EqualsTheDialect()
    {
        var comparison = new Comparison("artefacts/classification_report.csv");

        SameLines(
            comparison, File.ReadAllText(Path.Combine(Artefacts, "dialects", "per_class_metrics_test_classification_report.csv")),
            ClassificationReportCsv.Format(ClassificationReport.Create(TextMetrics())));

        comparison.AssertNone();
    }

    [Theory]
    [InlineData("per_class_metrics_test_odd_labels.csv")]
    public void FormatPerClass_OddLabels_RoundTrips(string file)
    {
        var path = Path.Combine(Artefacts, "dialects", file);

        Assert.Equal(File.ReadAllText(path), ClassificationReportCsv.FormatPerClass(ClassificationReportCsv.Read(path)));
    }

    private static SingleLabelMetrics AudioMetrics()
    {
        var labels = LabelsFile.Read(Path.Combine(Audio, "labels.json"));
        return SingleLabelMetrics.Compute(new SingleLabelPredictions(
            labels,
            PredictionArrays.ReadLabelIndices(Path.Combine(Artefacts, "source", "audio_y_true.npy"), labels.Count),
            PredictionArrays.ReadLabelIndices(Path.Combine(Artefacts, "source", "audio_y_pred.npy"), labels.Count),
            PredictionArrays.ReadScores(Path.Combine(Artefacts, "source", "audio_scores.npy"))));
    }

    private static MultiLabelMetrics TextMetrics()
    {
        var labels = LabelsFile.Read(TextLabels);
        return MultiLabelMetrics.Compute(MultiLabelPredictions.FromScores(
            labels,
            PredictionArrays.ReadLabelMatrix(Path.Combine(Artefacts, "source", "text_y_true.npy")),
            PredictionArrays.ReadScores(Path.Combine(Artefacts, "source", "text_scores.npy")),
            EvaluationGolden.Thresholds(Path.Combine(Artefacts, "source", "text_thresholds.json"), labels)));
    }

    private static void AssertSameFolder(string name, string golden, string actual, string[] leaveOut)
    {
        var comparison = new Comparison(name);
        foreach (var path in Directory.GetFiles(golden).Where(path => !leaveOut.Contains(Path.GetFileName(path))))
        {
            var written = Path.Combine(actual, Path.GetFileName(path));
            switch (Path.GetFileName(path))
            {
                case "metrics_overall.json":
                    SameNumbers(comparison, EvaluationGolden.Json(path), EvaluationGolden.Json(written));
                    break;
                case var file when file.EndsWith(".csv", StringComparison.Ordinal):
                    SameLines(comparison, File.ReadAllText(path), File.ReadAllText(written));
                    break;
                case var file:
                    comparison.Same(file, Convert.ToHexString(File.ReadAllBytes(path)), Convert.ToHexString(File.ReadAllBytes(written)));
                    break;
            }
        }

        comparison.AssertNone();
    }

    private static void SameNumbers(Comparison comparison, JsonElement expected, JsonElement actual)
    {
        comparison.Same("keys", string.Join(',', expected.EnumerateObject().Select(value => value.Name)), string.Join(',', actual.EnumerateObject().Select(value => value.Name)));
        foreach (var (golden, value) in expected.EnumerateObject().Zip(actual.EnumerateObject()))
        {
            comparison.Near(golden.Name, golden.Value, value.Value.GetDouble());
            comparison.Same($"{golden.Name} has a point", golden.Value.GetRawText().Contains('.', StringComparison.Ordinal), value.Value.GetRawText().Contains('.', StringComparison.Ordinal));
        }
    }

    /// <summary>Compares names exactly, numbers within the tolerance, and whether each is written with a point.</summary>
    private static void SameLines(Comparison comparison, string expected, string actual)
    {
        var (goldenLines, lines) = (expected.Split('\n'), actual.Split('\n'));
        comparison.Same("lines", goldenLines.Length, lines.Length);
        foreach (var (goldenLine, line) in goldenLines.Zip(lines))
        {
            var (goldenCells, cells) = (goldenLine.Split(','), line.Split(','));
            comparison.Same("cells", goldenCells.Length, cells.Length);
            foreach (var (goldenCell, cell) in goldenCells.Zip(cells))
            {
                if (double.TryParse(goldenCell, System.Globalization.CultureInfo.InvariantCulture, out var number))
                {
                    comparison.Near(line, number, double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture));
                    comparison.Same($"{line} has points", goldenCell.Contains('.', StringComparison.Ordinal), cell.Contains('.', StringComparison.Ordinal));
                }
                else
                {
                    comparison.Same("name", goldenCell, cell);
                }
            }
        }
    }
}
