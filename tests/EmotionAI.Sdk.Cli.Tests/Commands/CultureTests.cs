using EmotionAI.Bundles;
using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Metrics;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Whatever the culture of the user: the same figures in files, tables and refusals. The tool itself runs without culture data; what it is made of does not.</summary>
public sealed class CultureTests
{
    public static TheoryData<string> Names => [.. Cultures.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_VerbsThatMeasure_WriteTheSame(string culture)
    {
        var expected = Cultures.Run("", Measure);

        Assert.Equal(expected, Cultures.Run(culture, Measure));
        Assert.Contains("0.66", expected, StringComparison.Ordinal);
        Assert.Contains("-2.5", expected, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Message_OfRefusals_IsTheSame(string culture)
    {
        var expected = Cultures.Run("", Refuse);

        Assert.Equal(expected, Cultures.Run(culture, Refuse));
        Assert.Contains("-3", expected, StringComparison.Ordinal);
        Assert.DoesNotContain("no refusal", expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Tool_Published_RunsWithoutCultures()
    {
        using var settings = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "emotionai.runtimeconfig.json")));

        Assert.True(settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty("System.Globalization.Invariant").GetBoolean());
    }

    private static string Measure()
    {
        using var folder = new TemporaryFolder();
        var labels = folder.Write("labels.json", """["joy","anger"]""");
        var scores = folder.Write("scores.csv", "y_true,score_joy,score_anger\njoy,0.9,0.1\njoy,0.25,0.75\nanger,0.5,0.5\nanger,-2.5,1\nanger,0.125,0.875\n");
        var classes = folder.Write("classes.csv", "y_true,y_pred\njoy,joy\njoy,anger\nanger,anger\n");
        TinyTextModel.Write(folder.File("model"), """{"threshold": 0.375, "unread": -2.5}""");
        string[][] uses =
        [
            ["evaluate", "predictions", "--input", scores, "--labels", labels, "--format", "table"],
            ["evaluate", "predictions", "--input", scores, "--labels", labels, "--logits", "--format", "json"],
            ["evaluate", "predictions", "--input", classes, "--labels", labels, "--format", "table", "--output", folder.File("out"), "--pictures", "none"],
            ["evaluate", "predictions", "--input", classes, "--labels", labels, "--threshold", "-2.5"],
            ["bundle", "inspect", folder.File("model"), "--format", "table"],
            ["classify", "text", "--model", folder.File("model"), "hi good", "--format", "table"],
            ["classify", "text", "--model", folder.File("model"), "hi good", "--format", "jsonl"],
            ["classify", "text", "--model", folder.File("model"), "hi", "--threshold", "0,5"],
            ["classify", "text", "--model", folder.File("model"), "hi", "--batch-size", "-3"],
        ];
        var written = uses.Select(use => Run(use, folder)).ToList();
        string[] files = ["metrics_overall.json", "metrics_report.csv", "metrics_intervals.json", "predictions.jsonl", "labels.json"];
        return string.Join('\n', written.Concat(files.Select(file => File.ReadAllText(Path.Combine(folder.File("out"), file)))));
    }

    private static string Run(string[] arguments, TemporaryFolder folder)
    {
        var terminal = new Terminal();
        var exit = terminal.Run(arguments);
        return $"{exit}\n{terminal.Output}{terminal.Error}".Replace(folder.Path, "", StringComparison.Ordinal);
    }

    private static string Refuse()
    {
        using var folder = new TemporaryFolder();
        Action[] operations =
        [
            () => _ = new ConfusionMatrix([1, -3, 0, 2], 2),
            () => _ = new ScoreMatrix([0.5, double.NegativeInfinity], 2),
            () => _ = new ScoreMatrix([0.5, 1.5, 2.5], 2),
            () => LabelMatrix.FromIndices([[-3]], 2),
            () => ModelMeasurement.Compute(Measured(), new BootstrapOptions { Resamples = -3 }),
            () => ModelMeasurement.Compute(Measured(), new BootstrapOptions { ConfidenceLevel = -2.5 }),
            () => InferenceConfig.Read(folder.Write("inference_config.json", """{"thresholds": {"joy": -2.5}}"""), new EmotionLabels(["joy"])),
            () => LabelsFile.Read(folder.Write("labels.json", """{"joy": 1234567, "anger": 0}""")),
        ];
        return string.Join('\n', operations.Select(operation => Record.Exception(operation)?.Message.Replace(folder.Path, "", StringComparison.Ordinal) ?? "no refusal"));
    }

    private static EvaluatedModel Measured() =>
        EvaluatedModel.FromScores(new EmotionLabels(["joy", "anger"]), ProblemType.MultiLabel, LabelMatrix.FromIndices([[0], [1]], 2), new ScoreMatrix([0.5, 0.5, 0.25, 0.75], 2));
}
