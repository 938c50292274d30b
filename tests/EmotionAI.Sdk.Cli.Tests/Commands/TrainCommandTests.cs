using System.Runtime.Versioning;
using EmotionAI.Audio;

namespace EmotionAI.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private static readonly string Notebooks = Path.GetFullPath(Path.Combine(Goldens.Root, "..", "..", "notebooks", "data"));

    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_Audio_TakesClipsToAModelThatClassifies()
    {
        Assert.Equal(ExitCode.Success, new Terminal().Run("prepare", "audio", Path.Combine(Notebooks, "emodb"), "--test", "0.25", "--dev", "0", "--output", _folder.File("data")));

        Assert.Equal(ExitCode.Success, _terminal.Run("train", "audio", _folder.File("data"), "--model", Goldens.Path("models", "audio", "checkpoint"), "--output", _folder.File("model"), "--folds", "3", "--resamples", "10"));

        var json = _terminal.Json();
        Assert.Equal(8, json.GetProperty("num_samples").GetInt32());
        Assert.InRange(json.GetProperty("metrics").GetProperty("macro_recall").GetDouble(), 0.3, 1);
        Assert.NotEmpty(json.GetProperty("learning_curve").EnumerateArray());
        Assert.DoesNotContain("warning", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal(["data", "model"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order());
        using var classifier = AudioEmotionClassifier.Load(_folder.File("model/checkpoint"));
        Assert.Equal(4, classifier.Metadata.Labels.Count);
    }

    [Fact]
    public void Run_TextOnATerminal_TellsFiguresAndWhatMoreDataWouldBring()
    {
        var terminal = new Terminal { IsOutputTerminal = true, Columns = 100 };
        Assert.Equal(ExitCode.Success, new Terminal().Run("prepare", "text", Path.Combine(Notebooks, "goemotions"), "--output", _folder.File("data")));

        terminal.Run("train", "text", _folder.File("data"), "--model", Goldens.Path("models", "text", "model"), "--output", _folder.File("model"), "--name", "mine", "--resamples", "10");

        Assert.Contains("mine, 200 samples", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("100 more samples would bring about", terminal.Output, StringComparison.Ordinal);
        Assert.Contains("to learn from", terminal.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("model/model/model.safetensors")));
    }

    [Theory]
    [InlineData("audio", "ecapa")]
    [InlineData("text", "fine-tune")]
    public void Run_MethodOfAnotherTool_SaysHowToAddIt(string sense, string method)
    {
        Assert.Equal(ExitCode.Failure, _terminal.Run("train", sense, "data", "--method", method, "--output", _folder.File("model")));

        Assert.Contains("dotnet tool install --global EmotionAI.Sdk.Training.Cli", _terminal.Error, StringComparison.Ordinal);
    }

    [PosixFact]
    [UnsupportedOSPlatform("windows")]
    public void Run_MethodOfAnotherTool_HandsArgumentsOverAndGivesItsExitCode()
    {
        var tool = _folder.Write("emotionai-train", $"#!/bin/sh\nprintf '%s|' \"$@\" >'{_folder.File("seen")}'\nexit 7\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _terminal.Environment["PATH"] = $"relative:{_folder.Path}";

        Assert.Equal(7, _terminal.Run("train", "text", "my data", "--method", "fine-tune", "--model", "base", "--output", "out"));

        Assert.Equal("text|my data|--method|fine-tune|--model|base|--output|out|", File.ReadAllText(_folder.File("seen")));
    }

    [Fact]
    public void Run_WhereAModelIs_RefusesBeforeTheWork()
    {
        Directory.CreateDirectory(_folder.File("model"));
        _folder.Write("model/labels.json", "[]");

        Assert.Equal(ExitCode.Failure, _terminal.Run("train", "audio", "nowhere", "--output", _folder.File("model")));

        Assert.Contains("--overwrite", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithFeaturesOfAnotherRunBeside_ComputesThemAnewAndRemovesThem()
    {
        Assert.Equal(ExitCode.Success, new Terminal().Run("prepare", "audio", Path.Combine(Notebooks, "emodb"), "--test", "0", "--dev", "0", "--output", _folder.File("data")));
        File.WriteAllText(_folder.File("model.partial.features"), "of another encoder");

        Assert.Equal(ExitCode.Success, _terminal.Run("train", "audio", _folder.File("data"), "--model", Goldens.Path("models", "audio", "checkpoint"), "--output", _folder.File("model"), "--no-curve", "--time-limit", "600", "--resamples", "10"));

        Assert.False(File.Exists(_folder.File("model.partial.features")));
    }
}
