namespace EmotionAI.Cli.Tests.Commands;

public sealed class EvaluatePredictionsCommandTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();
    private readonly string _labels;

    public EvaluatePredictionsCommandTests()
    {
        _labels = _folder.Write("labels.json", """["joy","anger"]""");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Table_PrintsFiguresAndWritesTheFolder()
    {
        var input = _folder.Write("p.csv", "y_true,y_pred\njoy,joy\njoy,anger\nanger,anger\n");

        Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "predictions", "--input", input, "--labels", _labels, "--output", _folder.File("out")));

        Assert.Equal(2.0 / 3, _terminal.Json().GetProperty("metrics").GetProperty("accuracy").GetDouble());
        Assert.Equal(1UL, _terminal.Json().GetProperty("seed").GetUInt64());
        Assert.Equal(
            ["confusion_matrix.npy", "confusion_matrix_counts.png", "confusion_matrix_rownorm.png", "labels.json", "metrics_intervals.json", "metrics_overall.json", "metrics_report.csv", "model_meta.json", "per_class_f1.png", "predictions.jsonl"],
            Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("svg", 3, 0)]
    [InlineData("none", 0, 0)]
    [InlineData("png", 0, 3)]
    public void Run_Pictures_AreDrawnAsAskedFor(string pictures, int svg, int png)
    {
        var input = _folder.Write("p.csv", "y_true,y_pred\njoy,joy\nanger,anger\n");

        _terminal.Run("evaluate", "predictions", "--input", input, "--labels", _labels, "--output", _folder.File("out"), "--pictures", pictures);

        Assert.Equal((svg, png), (Directory.GetFiles(_folder.File("out"), "*.svg").Length, Directory.GetFiles(_folder.File("out"), "*.png").Length));
    }

    [Fact]
    public void Run_Config_DecidesByItsThresholds()
    {
        var input = _folder.Write("p.jsonl", """
            {"truth":["joy"],"labels":["anger"],"scores":[0.3,0.6]}
            {"truth":["joy","anger"],"scores":[0.3,0.8]}
            """);
        var config = _folder.Write("inference_config.json", """{"problem_type":"multi_label_classification","thresholds":{"joy":0.2,"anger":0.7}}""");

        _terminal.Run("evaluate", "predictions", "--input", input, "--labels", _labels, "--config", config);

        Assert.Equal(1, _terminal.Json().GetProperty("metrics").GetProperty("subset_accuracy").GetDouble());
    }

    [Fact]
    public void Run_LinesWithFaults_AreListedCountedAndAFailure()
    {
        var input = _folder.Write("p.csv", "y_true,y_pred\njoy,joy\nrage,anger\nanger\nanger,anger\n");

        Assert.Equal(ExitCode.Failure, _terminal.Run("evaluate", "predictions", "--input", input, "--labels", _labels));

        Assert.Equal(2, _terminal.Json().GetProperty("faults").GetInt32());
        Assert.Contains("line 3: the label 'rage' is unknown", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("line 4: 1 columns; 2 are allowed", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("2 samples with faults left out", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Strict_StopsAtTheFirstFault()
    {
        var input = _folder.Write("p.csv", "y_true,y_pred\njoy,joy\nrage,anger\n");

        Assert.Equal(ExitCode.Failure, _terminal.Run("evaluate", "predictions", "--input", input, "--labels", _labels, "--strict"));

        Assert.Empty(_terminal.Output);
        Assert.Contains("line 3", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_FolderWithFiles_IsKeptUnlessAskedFor()
    {
        var input = _folder.Write("p.csv", "y_true,y_pred\njoy,joy\nanger,anger\n");
        var output = Directory.CreateDirectory(_folder.File("out")).FullName;
        File.WriteAllText(Path.Combine(output, "mine.txt"), "mine");
        string[] arguments = ["evaluate", "predictions", "--input", input, "--labels", _labels, "--output", output];

        Assert.Equal(ExitCode.Failure, _terminal.Run(arguments));
        Assert.Contains("--overwrite", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, _terminal.Run([.. arguments, "--overwrite"]));
        Assert.True(File.Exists(Path.Combine(output, "mine.txt")));
    }
}
