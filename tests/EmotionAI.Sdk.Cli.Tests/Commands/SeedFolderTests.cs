namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Reports and pictures of evaluations that hold figures and no answers.</summary>
public sealed class SeedFolderTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Reports => [.. Directory.GetFiles(Dialects, "*.csv").Select(path => Path.GetFileName(path)!).Where(name => name.Contains("metrics", StringComparison.Ordinal))];

    private static string Dialects => Goldens.Path("golden", "evaluation", "artefacts", "dialects");

    private string Page => _folder.File("page.html");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Report_OfASpeechFolder_MeasuresItsMatrixAnew()
    {
        Assert.True(_terminal.Run("report", "--evaluation", Seed("audio"), "--output", Page) == ExitCode.Success, _terminal.Error);

        var page = File.ReadAllText(Page);
        Assert.Matches(@"<strong>0\.675</strong>\s*<span> Unweighted average recall \(95&#160;% interval 0\.\d{3} to 0\.\d{3}\)", page);
        Assert.Contains("speechbrain-ecapa-ravdess", page, StringComparison.Ordinal);
        Assert.Contains("240 recordings", page, StringComparison.Ordinal);
        Assert.Contains("Confusion matrix, counts", page, StringComparison.Ordinal);
        Assert.DoesNotContain("worst mistakes", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfATextFolder_ShowsWhatItHolds()
    {
        Assert.True(_terminal.Run("report", "--evaluation", Seed("text"), "--output", Page) == ExitCode.Success, _terminal.Error);

        var page = File.ReadAllText(Page);
        Assert.Matches(@"<strong>0\.513</strong>\s*<span> Macro F1</span>", page);
        Assert.Matches(@"<bdi>admiration</bdi></th>\s*<td class=""number"">0\.705</td>", page);
        Assert.Contains("500 texts", page, StringComparison.Ordinal);
        Assert.Contains("ROC-AUC, macro", page, StringComparison.Ordinal);
        Assert.Contains("there are no intervals and no examples", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reports))]
    public void ReportAndPlot_OfAReportInCsv_ShowItsLabels(string name)
    {
        var report = Path.Combine(Dialects, name);

        Assert.True(_terminal.Run("report", "--evaluation", report, "--output", Page) == ExitCode.Success, _terminal.Error);
        Assert.True(_terminal.Run("plot", "f1", "--input", report, "--output", _folder.File("f1.svg")) == ExitCode.Success, _terminal.Error);

        Assert.Contains("F1 by label", File.ReadAllText(_folder.File("f1.svg")), StringComparison.Ordinal);
        Assert.Contains("Figures of each label", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    [Fact]
    public void Plot_OfAFolder_FindsItsFiles()
    {
        Assert.True(_terminal.Run("plot", "confusion-matrix", "--input", Seed("audio"), "--output", _folder.File("matrix.svg")) == ExitCode.Success, _terminal.Error);
        Assert.True(_terminal.Run("plot", "f1", "--input", Seed("text"), "--order", "f1", "--title", "Best first", "--output", _folder.File("f1.svg")) == ExitCode.Success, _terminal.Error);

        Assert.Contains("surprised", File.ReadAllText(_folder.File("matrix.svg")), StringComparison.Ordinal);
        Assert.Contains("Best first", File.ReadAllText(_folder.File("f1.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfFilesOfTwoRuns_Fails()
    {
        var folder = Copy("audio");
        var path = Path.Combine(folder, "metrics_overall.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"accuracy\": 0.67", "\"accuracy\": 0.68", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Failure, _terminal.Run("report", "--evaluation", folder));

        Assert.Contains("do not belong together: the accuracy is 0.68", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfLabelsOfAnotherModel_Fails()
    {
        var folder = Copy("audio");
        File.WriteAllText(Path.Combine(folder, "labels.json"), """["neutral","calm"]""");

        Assert.Equal(ExitCode.Failure, _terminal.Run("report", "--evaluation", folder));

        Assert.Contains("labels.json", _terminal.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("label,precision,recall,f1,support\njoy,0.9,0.9,0.1,100\n", "'joy'")]
    [InlineData("label,precision,recall,f1,support\njoy,90,90,90,100\n", "'joy'")]
    [InlineData("label,precision,recall,f1,support\njoy,0.5,0.5,0.5,2\njoy,0.5,0.5,0.5,2\n", "'joy' twice")]
    [InlineData("label,precision,recall,f1,support\n", "0 labels")]
    public void ReportAndPlot_OfContradictingFigures_NameThem(string csv, string words)
    {
        var report = _folder.Write("report.csv", csv);

        foreach (var arguments in (string[][])[["report", "--evaluation", report], ["plot", "f1", "--input", report]])
        {
            Assert.Equal(ExitCode.Failure, _terminal.Run([.. arguments, "--output", _folder.File("out.svg")]));
            Assert.Contains(words, _terminal.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Plot_WithoutLabels_SaysHowToNameThem()
    {
        var matrix = _folder.Write("m.npy", File.ReadAllBytes(Path.Combine(Seed("audio"), "confusion_matrix.npy")));

        Assert.Equal(ExitCode.Failure, _terminal.Run("plot", "confusion-matrix", "--input", matrix, "--output", _folder.File("m.svg")));

        Assert.Contains("--labels", _terminal.Error, StringComparison.Ordinal);
    }

    private static string Seed(string modality) => Goldens.Path("golden", "evaluation", "artefacts", "models", modality, "eval_test");

    private string Copy(string modality)
    {
        var target = Directory.CreateDirectory(_folder.File("copy")).FullName;
        foreach (var file in Directory.GetFiles(Seed(modality)))
        {
            File.WriteAllBytes(Path.Combine(target, Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        return target;
    }
}
