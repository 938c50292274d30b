namespace EmotionAI.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Terminal _terminal = new();

    private string Evaluation => Path.Combine(_folder.Path, "eval_test");

    private string Model => Path.Combine(_folder.Path, "model");

    private string Page => Path.Combine(Evaluation, "report.html");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_OnAnEvaluatedModel_WritesOnePageTwiceTheSame()
    {
        Evaluate();
        _folder.Write("MODEL_CARD.md", "# Card\n\nMade by <b>nobody</b>."u8);

        Assert.Equal(ExitCode.Success, _terminal.Run("report", "--evaluation", Evaluation, "--model", Model));
        Assert.Equal($"{Page}\n", _terminal.Output);
        var page = File.ReadAllText(Page);
        Assert.Equal(ExitCode.Success, _terminal.Run("report", "--evaluation", Evaluation, "--model", Model, "--overwrite"));

        Assert.Equal(page, File.ReadAllText(Page));
        Assert.Contains("Made by &lt;b&gt;nobody&lt;/b&gt;.", page, StringComparison.Ordinal);
        Assert.Contains("one &lt;i&gt; joyful day", page, StringComparison.Ordinal);
        Assert.Contains("Hugging Face text classifier", page, StringComparison.Ordinal);
        Assert.Contains("one for each label, 0.200 to 0.900", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OnAFileThatExists_FailsAndLeavesIt()
    {
        Evaluate();
        File.WriteAllText(Page, "mine");

        Assert.Equal(ExitCode.Failure, _terminal.Run("report", "--evaluation", Evaluation));

        Assert.Contains("--overwrite", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Page));
    }

    [Fact]
    public void Run_OnOtherWeights_FailsAndSaysSo()
    {
        Evaluate();
        var meta = Path.Combine(Evaluation, "model_meta.json");
        File.WriteAllText(meta, File.ReadAllText(meta).Replace("\"weights_sha256\": \"", "\"weights_sha256\": \"0", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Failure, _terminal.Run("report", "--evaluation", Evaluation, "--model", Model));

        Assert.Contains("are not those that were measured", _terminal.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Page));
    }

    [Fact]
    public void Run_OnThresholdsFittedSince_FailsAndSaysSo()
    {
        Evaluate();
        var config = Path.Combine(Model, "inference_config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("0.35", "0", StringComparison.Ordinal).Replace("\"top_k\": 3", "\"top_k\": 12", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Failure, _terminal.Run("report", "--evaluation", Evaluation, "--model", Model));

        Assert.Contains("Evaluate the model again", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutModel_FindsTheDefaultOneThatWasMeasured()
    {
        Evaluate();
        _terminal.Environment["TEXT_MODEL_DIR"] = Model;

        Assert.True(_terminal.Run("report", "--evaluation", Evaluation) == ExitCode.Success, _terminal.Error);

        Assert.Contains("Hugging Face text classifier", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutModel_LeavesOutADefaultOneOfOtherWeights()
    {
        Evaluate();
        TinyTextModel.Write(_folder.File("other"));
        _terminal.Environment["TEXT_MODEL_DIR"] = _folder.File("other");

        Assert.True(_terminal.Run("report", "--evaluation", Evaluation) == ExitCode.Success, _terminal.Error);

        Assert.Contains("The model folder was not at hand", File.ReadAllText(Page), StringComparison.Ordinal);
        Assert.Empty(_terminal.Error);
    }

    [Fact]
    public void Run_WithoutModel_WarnsOfADefaultOneOfOtherThresholds()
    {
        Evaluate();
        _terminal.Environment["TEXT_MODEL_DIR"] = Model;
        var config = Path.Combine(Model, "inference_config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("0.35", "0", StringComparison.Ordinal).Replace("\"top_k\": 3", "\"top_k\": 12", StringComparison.Ordinal));

        Assert.True(_terminal.Run("report", "--evaluation", Evaluation) == ExitCode.Success, _terminal.Error);

        Assert.StartsWith("warning: the page leaves out the default model: ", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("The model folder was not at hand", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OnAFolderWithoutAnswers_SaysWhatMakesThem()
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run("report", "--evaluation", _folder.Path));

        Assert.Contains("emotionai evaluate", _terminal.Error, StringComparison.Ordinal);
    }

    private void Evaluate()
    {
        Directory.CreateDirectory(Model);
        foreach (var file in Directory.GetFiles(Goldens.Path("golden", "text", "models", "bundle-thresholds")))
        {
            File.WriteAllBytes(Path.Combine(Model, Path.GetFileName(file)), File.ReadAllBytes(file));
        }

        var data = _folder.Write("data.csv", "text,label\none <i> joyful day,joy\nwhat is this,confusion\ni am angry,anger\nthank you,gratitude\n"u8);
        Assert.Equal(ExitCode.Success, _terminal.Run("evaluate", "text", "--model", Model, "--data", data, "--output", Evaluation, "--resamples", "20", "--no-mark"));
    }
}
