using EmotionAI.Evaluation.Reports;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Tests.Reports;

public sealed class EvaluationFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModelMeasurement _measurement = ReportExamples.MultiLabel(["a", "b", "c", "d"], "joy", "anger", "fear");

    public EvaluationFolderTests() => _measurement.ToArtefacts().WriteTo(Results);

    private string Results => _folder.File("eval_test");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_AFolderOfEvaluate_GivesTheSameFigures()
    {
        var measurement = EvaluationFolder.Read(Results, Classifier(0.5)).Measurement;

        Assert.Equivalent(_measurement.Intervals, measurement.Intervals, strict: true);
        Assert.Equal(_measurement.Overall.Format(), measurement.Overall.Format());
        Assert.Equal(ProblemType.MultiLabel, EvaluationFolder.Read(Results, null).Measurement.Evaluated.ProblemType);
    }

    [Fact]
    public void Read_WithOtherThresholds_Throws()
    {
        var fault = Assert.Throws<EmotionAIException>(() => EvaluationFolder.Read(Results, Classifier(0.8)));

        Assert.Contains("4 of the 4 answers", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WithFiguresOfAnotherRun_Throws()
    {
        File.WriteAllText(Path.Combine(Results, "metrics_overall.json"), """{"macro_f1": 0.9, "subset_accuracy": 0}""");

        Assert.Contains("macro_f1", Assert.Throws<EmotionAIException>(() => EvaluationFolder.Read(Results, null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("predictions.jsonl", null, EmotionErrorCodes.FileMissing)]
    [InlineData("labels.json", """["joy"]""", EmotionErrorCodes.InputInvalid)]
    [InlineData("predictions.jsonl", "{}", EmotionErrorCodes.InputInvalid)]
    [InlineData("metrics_overall.json", "[]", EmotionErrorCodes.FormatInvalid)]
    [InlineData("metrics_intervals.json", "[]", EmotionErrorCodes.FormatInvalid)]
    [InlineData("metrics_intervals.json", """{"seed": -1}""", EmotionErrorCodes.FormatInvalid)]
    [InlineData("metrics_intervals.json", """{"resamples": 2000000000}""", EmotionErrorCodes.SettingInvalid)]
    public void Read_WithAFaultyFile_Throws(string name, string? content, string code)
    {
        File.Delete(Path.Combine(Results, name));
        if (content is not null)
        {
            File.WriteAllText(Path.Combine(Results, name), content);
        }

        Assert.Equal(code, Assert.Throws<EmotionAIException>(() => EvaluationFolder.Read(Results, Classifier(0.5))).Code);
    }

    private static EmotionClassifierMetadata Classifier(double threshold) => new()
    {
        ModelId = "example",
        Labels = new EmotionLabels(["joy", "anger", "fear"]),
        ProblemType = ProblemType.MultiLabel,
        Thresholds = [threshold, threshold, threshold],
    };
}
