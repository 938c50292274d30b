namespace EmotionAI.Cli.Tests.Output;

/// <summary>Pictures of labels whose characters no font has are told of, once.</summary>
public sealed class FontWarningTests : IDisposable
{
    /// <summary>A character for private use, which no font of a common machine has.</summary>
    private const string NoFont = "\U0010FFFD";

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public FontWarningTests()
    {
        _folder.Write("per_class_metrics_test.csv", $"label,precision,recall,f1,support\njoy,1,1,1,2\n{NoFont},0.5,0.5,0.5,2\n");
        _folder.Write("labels.json", $"""["joy","{NoFont}"]""");
        _folder.Write("predictions.csv", $"text,label,prediction\na,joy,joy\nb,{NoFont},joy\nc,{NoFont},{NoFont}\n");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("plot f1 --input . --output out.svg", 1)]
    [InlineData("report --evaluation per_class_metrics_test.csv --output out.html", 1)]
    [InlineData("evaluate predictions --input predictions.csv --labels labels.json --truth-column label --predicted-column prediction --resamples 5 --output eval", 1)]
    [InlineData("evaluate predictions --input predictions.csv --labels labels.json --truth-column label --predicted-column prediction --resamples 5 --output eval --pictures none", 0)]
    public void Run_LabelsWithoutAFont_WarnsOnceWhereThereArePictures(string arguments, int warnings)
    {
        string[] args = [.. arguments.Split(' ').Select(argument => argument.Contains('.', StringComparison.Ordinal) || argument == "eval" ? Path.GetFullPath(argument, _folder.Path) : argument)];

        Assert.True(_terminal.Run(args) == ExitCode.Success, _terminal.Error);

        var told = _terminal.Error.Split('\n').Where(line => line.StartsWith("warning: no font", StringComparison.Ordinal)).ToArray();
        Assert.Equal(warnings, told.Length);
        Assert.All(told, line => Assert.Contains("Install one", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Run_LabelsOfTheEmbeddedFont_SaysNothing()
    {
        var report = _folder.Write("other.csv", "label,precision,recall,f1,support\nрадость,1,1,1,2\nχαρά,1,1,1,2\ntris\u0165an\u00e9,1,1,1,2\n");

        Assert.True(_terminal.Run("plot", "f1", "--input", report, "--output", _folder.File("out.png")) == ExitCode.Success, _terminal.Error);

        Assert.Empty(_terminal.Error);
    }
}
