using System.Globalization;
using System.Text.Json;
using EmotionAI.Training.Cli;

namespace EmotionAI.Tests.CommandLine;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--method", "head")]
    [InlineData("--learning-rate", "fast")]
    [InlineData("--epochs", "1.5")]
    [InlineData("--nonsense", "1")]
    public void Run_WrongUsage_ExplainsAndReturnsTwo(string option, string value)
    {
        var (code, output, error) = Run("text", "data", "--model", "base", "--output", "out", option, value);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(value, error);
        Assert.EndsWith("Try 'emotionai-train --help'.\n", error.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithoutOutput_SaysThatItIsNeeded()
    {
        var (code, _, error) = Run("audio", "data");

        Assert.Equal(2, code);
        Assert.Contains("--output", error);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("audio")]
    public void Run_Help_ListsTheOptions(string verb)
    {
        var (code, output, _) = Run(verb, "--help");

        Assert.Equal(0, code);
        Assert.All(new[] { "--checkpoints", "--time-limit", "--seed", "--patience" }, option => Assert.Contains(option, output));
    }

    [Fact]
    public void Run_AnOptionOutOfRange_NamesItAndReturnsOne()
    {
        using var folder = Data();

        var (code, _, error) = Run("text", folder.Path, "--model", Base, "--output", folder.File("out"), "--dropout", "1");

        Assert.Equal((1, "emotionai-train: TextFineTuningOptions.Dropout is 1; 0 to below 1 is allowed.\n"), (code, error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void Run_NoData_NamesTheFolder()
    {
        using var folder = new TemporaryFolder();

        var (code, _, error) = Run("audio", folder.File("nowhere"), "--output", folder.File("out"));

        Assert.Equal(1, code);
        Assert.Contains("nowhere", error);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [TorchFact]
    public void Run_Cancelled_SaysHowToGoOn()
    {
        using var folder = Data();
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        var (code, _, error) = Run(cancellation.Token, "text", folder.Path, "--model", Base, "--output", folder.File("out"));

        Assert.Equal((130, "emotionai-train: cancelled; with --checkpoints the same call goes on.\n"), (code, error.ReplaceLineEndings("\n")));
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [TorchFact]
    public void Run_Text_PrintsOneLineOfJsonAndEachMeasurement()
    {
        using var folder = Data();

        var (code, output, error) = Run(
            "text", folder.Path, "--model", Base, "--output", folder.File("out"), "--steps", "4", "--batch-size", "4", "--learning-rate", "1e-3", "--evaluation-steps", "2", "--single-label", "--lora-rank", "2",
            "--max-length", "16", "--name", "mine", "--seed", "3");

        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(Assert.Single(output.Trim().Split('\n')));
        Assert.Equal(("completed", 4), (json.RootElement.GetProperty("end").GetString(), json.RootElement.GetProperty("steps").GetInt32()));
        Assert.True(File.Exists(folder.File("out/model/model.safetensors")));
        Assert.Contains("\"mine\"", File.ReadAllText(folder.File("out/model/model_meta.json")));
        Assert.Equal(2, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => line.Contains("macro-F1 on dev", StringComparison.Ordinal)));
    }

    [TorchFact]
    public void Run_TextFromAFittedHead_BeginsWithALowerLoss()
    {
        using var folder = Data();
        string[] arguments = ["text", folder.Path, "--model", Base, "--steps", "1", "--batch-size", "14", "--learning-rate", "1e-6", "--dropout", "0", "--single-label", "--evaluation-steps", "1"];

        var (newCode, _, newError) = Run([.. arguments, "--output", folder.File("new")]);
        var (fittedCode, _, fittedError) = Run([.. arguments, "--output", folder.File("fitted"), "--init-head"]);

        Assert.Equal((0, 0), (newCode, fittedCode));
        Assert.True(LossOf(fittedError) < 0.9 * LossOf(newError), fittedError + newError);
    }

    [TorchFact]
    public void Run_CompressedRecordings_AreLearnedFrom()
    {
        using var folder = new TemporaryFolder();
        string[] clips = [.. ((string[])["mp3/mono_16k_cbr48.mp3", "ogg/mono_16k.ogg", "ogg/mono_16k.opus", "mp3/stereo_44k_vbr.mp3", "ogg/stereo_48k.opus", "ogg/ogg_flac.oga"]).Select(name => Goldens.Path("golden/audio/decode", name))];
        folder.Write("labels.json", "[\"joy\",\"anger\"]");
        folder.Write("manifest.jsonl", string.Concat(clips.Select((clip, i) => FormattableString.Invariant($$"""{"id":"{{i}}","file":"{{clip}}","labels":["{{(i % 2 == 0 ? "joy" : "anger")}}"],"split":"{{(i % 3 == 2 ? "test" : "train")}}"}""") + "\n")));

        var (code, output, error) = Run("audio", folder.Path, "--output", folder.File("out"), "--channels", "16", "--attention-channels", "8", "--embedding-size", "16", "--steps", "2", "--batch-size", "2");

        Assert.True(code == 0, error);
        Assert.Contains("\"completed\"", output, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("out/checkpoint/embedding_model.ckpt")));
    }

    [Fact]
    public void Run_FfmpegThatIsNoPath_IsRefused()
    {
        using var folder = Data();

        var (code, _, error) = Run("audio", folder.Path, "--output", folder.File("out"), "--ffmpeg", "ffmpeg");

        Assert.Equal(1, code);
        Assert.Contains("'ffmpeg'", error);
    }

    [Fact]
    public void Tell_WhatMovesTheCursor_IsReplaced()
    {
        using var error = new StringWriter();

        new TrainingConsole(TextWriter.Null, error).Tell("a\u001b[2Jb\u202Ec");

        Assert.Equal("a\uFFFD[2Jb\uFFFDc", error.ToString().TrimEnd());
    }

    private static string Base { get; } = Goldens.Path("golden", "text", "models", "bert-gelu-multi6");

    private static double LossOf(string lines) => double.Parse(lines.Split("loss ")[1].Split(',')[0], CultureInfo.InvariantCulture);

    private static TemporaryFolder Data()
    {
        var folder = new TemporaryFolder();
        folder.Write("labels.json", "[\"joy\",\"anger\"]");
        folder.Write("manifest.jsonl", string.Concat(Enumerable.Range(0, 20).Select(i =>
            FormattableString.Invariant($$"""{"id":"{{i}}","text":"{{(i % 2 == 0 ? "I am so happy" : "this makes me mad")}} {{i}}","labels":["{{(i % 2 == 0 ? "joy" : "anger")}}"],"split":"{{(i < 14 ? "train" : "dev")}}"}""") + "\n")));
        return folder;
    }

    private static (int Code, string Output, string Error) Run(params string[] args) => Run(CancellationToken.None, args);

    private static (int Code, string Output, string Error) Run(CancellationToken cancellationToken, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = Training.Cli.CommandLine.Run(args, new TrainingConsole(output, error), cancellationToken);
        return (code, output.ToString(), error.ToString());
    }
}
