using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Tests.Parity;

public sealed class ArtefactReadParityTests
{
    private const double RoundedToFour = 5e-5;
    private const double RoundedToTwo = 5e-3;

    private static readonly string Artefacts = Path.Combine(EvaluationGolden.Root, "artefacts");
    private static readonly JsonElement Expected = EvaluationGolden.Json(Path.Combine(Artefacts, "expected.json"));

    public static TheoryData<string> Dialects =>
        [.. Directory.GetFiles(Path.Combine(Artefacts, "dialects")).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Read_EachDialect_GivesTheSameNumbers(string file)
    {
        var comparison = new Comparison($"dialects/{file}");
        var path = Path.Combine(Artefacts, "dialects", file);
        switch (file)
        {
            case var name when name.StartsWith("labels_", StringComparison.Ordinal):
                comparison.Same("labels", string.Join(',', LabelsFile.Read(Path.Combine(Artefacts, "models", "audio", "eval_test", "labels.json"))), string.Join(',', LabelsFile.Read(path)));
                break;
            case "odd_labels.json":
                comparison.Same("labels", string.Join('|', "joy, mixed", "so-called \"calm\"", "überrascht", " neutral ", "line\nbreak", "=cmd()"), string.Join('|', LabelsFile.Read(path)));
                break;
            case var name when name.StartsWith("metrics_overall_", StringComparison.Ordinal):
                Overall(comparison, name, OverallMetrics.Read(path));
                break;
            case var name when name.StartsWith("metrics_report", StringComparison.Ordinal):
                Audio(comparison, name.EndsWith(".txt", StringComparison.Ordinal) ? ClassificationReportText.Read(path) : ClassificationReportCsv.Read(path), ToleranceOf(name));
                break;
            case "per_class_metrics_test_odd_labels.csv":
                OddLabels(comparison, path);
                break;
            case var name when name.StartsWith("per_class_metrics_test", StringComparison.Ordinal):
                Text(comparison, name.EndsWith(".txt", StringComparison.Ordinal) ? ClassificationReportText.Read(path) : ClassificationReportCsv.Read(path), ToleranceOf(name), name);
                break;
            default:
                Assert.Fail($"No reader is tested on {file}.");
                break;
        }

        comparison.AssertNone();
    }

    [Fact]
    public void Read_SeedLayout_GivesTheExpectedNumbers()
    {
        var comparison = new Comparison("artefacts/expected");
        var audio = Path.Combine(Artefacts, "models", "audio", "eval_test");
        var text = Path.Combine(Artefacts, "models", "text", "eval_test");

        Audio(comparison, ClassificationReportCsv.Read(Path.Combine(audio, "metrics_report.csv")), tolerance: 0);
        Text(comparison, ClassificationReportCsv.Read(Path.Combine(text, "per_class_metrics_test.csv")), tolerance: 0, "seed");
        foreach (var (kind, folder) in new[] { ("audio", audio), ("text", text) })
        {
            var overall = OverallMetrics.Read(Path.Combine(folder, "metrics_overall.json"));
            comparison.Same($"{kind}.keys", string.Join(',', Expected.GetProperty(kind).GetProperty("overall").EnumerateObject().Select(value => value.Name)), string.Join(',', overall.Values.Select(value => value.Name)));
            foreach (var value in Expected.GetProperty(kind).GetProperty("overall").EnumerateObject())
            {
                comparison.Near($"{kind}.{value.Name}", value.Value, overall.Find(value.Name), tolerance: 0);
            }
        }

        var matrix = StoredConfusionMatrix.Read(Path.Combine(audio, "confusion_matrix.npy"));
        comparison.Same("confusion_matrix", Cells("confusion_matrix"), string.Join(',', matrix.Counts!.ToArray().Select(count => (double)count)));
        comparison.Same("confusion_matrix_rownorm", Cells("confusion_matrix_rownorm"), string.Join(',', matrix.Counts.NormalizeRows()));
        comparison.AssertNone();
    }

    [Theory]
    [InlineData("text")]
    [InlineData("audio")]
    [SharedData("models/audio-speechbrain", "audio-speechbrain")]
    public void Read_ShippedEvaluation_WritesTheSameBytes(string model)
    {
        var folder = Goldens.Path("models", model, "eval_test");
        var read = 0;
        foreach (var path in Directory.GetFiles(folder))
        {
            var written = Path.GetFileName(path) switch
            {
                "metrics_overall.json" => OverallMetrics.Read(path).Format(),
                "labels.json" => LabelsFile.Format(LabelsFile.Read(path)),
                "metrics_report.csv" => System.Text.Encoding.UTF8.GetBytes(ClassificationReportCsv.Format(ClassificationReportCsv.Read(path))),
                "per_class_metrics_test.csv" => System.Text.Encoding.UTF8.GetBytes(ClassificationReportCsv.FormatPerClass(ClassificationReportCsv.Read(path))),
                _ => null,
            };
            if (written is not null)
            {
                Assert.Equal(File.ReadAllText(path), System.Text.Encoding.UTF8.GetString(written));
                read++;
            }
        }

        Assert.InRange(read, 2, 10);
    }

    private static double ToleranceOf(string file) =>
        file.EndsWith("4.csv", StringComparison.Ordinal) || file.EndsWith("4.txt", StringComparison.Ordinal) ? RoundedToFour * 1.0001
        : file.EndsWith(".txt", StringComparison.Ordinal) ? RoundedToTwo * 1.0001
        : 0;

    private static void Overall(Comparison comparison, string file, OverallMetrics actual)
    {
        var goldens = Expected.GetProperty(file.Contains("hf_trainer", StringComparison.Ordinal) ? "text" : "audio").GetProperty("overall");
        comparison.Near("macro_f1", goldens.GetProperty("macro_f1"), actual.Find("macro_f1"), tolerance: 0);
        if (file == "metrics_overall_nan.json")
        {
            comparison.Near("accuracy", goldens.GetProperty("accuracy"), actual.Find("accuracy"), tolerance: 0);
            comparison.Same("roc_auc_macro", double.NaN, actual.Find("roc_auc_macro"));
            comparison.Same("log_loss", double.PositiveInfinity, actual.Find("log_loss"));
        }
        else
        {
            comparison.Near("micro_f1", goldens.GetProperty("micro_f1"), actual.Find("micro_f1"), tolerance: 0);
            comparison.Same("loss", 0.0912, actual.Find("loss"));
            comparison.Same("epoch", 3.0, actual.Find("test.epoch"));
        }
    }

    private static void Audio(Comparison comparison, ClassificationReport actual, double tolerance)
    {
        var report = Expected.GetProperty("audio").GetProperty("report");
        comparison.Near("accuracy", report.GetProperty("accuracy"), actual.Accuracy, tolerance);
        comparison.Same("rows", report.EnumerateObject().Count() - 1, actual.Classes.Count + 2);
        foreach (var row in actual.Classes.Append(actual.MacroAverage!).Append(actual.WeightedAverage!))
        {
            Row(comparison, report.GetProperty(row.Name), row, "f1-score", tolerance);
        }
    }

    private static void Text(Comparison comparison, ClassificationReport actual, double tolerance, string file)
    {
        var goldens = Expected.GetProperty("text").GetProperty("per_class");
        comparison.Same("labels", goldens.GetArrayLength(), actual.Classes.Count);
        foreach (var (golden, row) in goldens.EnumerateArray().Zip(actual.Classes))
        {
            comparison.Same("label", golden.GetProperty("label").GetString(), row.Name);
            Row(comparison, golden, row, "f1", tolerance);
        }

        var isReport = file.Contains("classification_report", StringComparison.Ordinal);
        var overall = Expected.GetProperty("text").GetProperty("overall");
        comparison.Near("micro avg", isReport ? overall.GetProperty("micro_f1").GetDouble() : null, actual.MicroAverage?.F1, tolerance);
        comparison.Near("samples avg", isReport ? overall.GetProperty("samples_f1").GetDouble() : null, actual.SamplesAverage?.F1, tolerance);
        var thresholds = EvaluationGolden.Json(Path.Combine(Artefacts, "source", "text_thresholds.json"));
        foreach (var row in actual.Classes)
        {
            comparison.Near($"{row.Name}.threshold", file.Contains("threshold", StringComparison.Ordinal) ? thresholds.GetProperty(row.Name).GetDouble() : null, row.Threshold, tolerance: 0);
        }
    }

    private static void OddLabels(Comparison comparison, string path)
    {
        var labels = LabelsFile.Read(Path.Combine(Artefacts, "dialects", "odd_labels.json"));
        var rows = ClassificationReportCsv.Read(path).Classes;
        comparison.Same("labels", string.Join('|', labels), string.Join('|', rows.Select(row => row.Name)));
        foreach (var (golden, row) in Expected.GetProperty("text").GetProperty("per_class").EnumerateArray().Zip(rows))
        {
            Row(comparison, golden, row, "f1", tolerance: 0);
        }
    }

    private static void Row(Comparison comparison, JsonElement expected, ReportRow actual, string f1, double tolerance)
    {
        comparison.Near($"{actual.Name}.precision", expected.GetProperty("precision"), actual.Precision, tolerance);
        comparison.Near($"{actual.Name}.recall", expected.GetProperty("recall"), actual.Recall, tolerance);
        comparison.Near($"{actual.Name}.f1", expected.GetProperty(f1), actual.F1, tolerance);
        comparison.Same($"{actual.Name}.support", expected.GetProperty("support").GetDouble(), (double)actual.Support);
    }

    private static string Cells(string name) =>
        string.Join(',', Expected.GetProperty("audio").GetProperty(name).EnumerateArray().SelectMany(row => row.EnumerateArray()).Select(cell => cell.GetDouble()));
}
