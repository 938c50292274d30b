using System.Runtime.Versioning;
using EmotionAI.Cli.Tests.Processes;

namespace EmotionAI.Cli.Tests.Commands;

public sealed class ServeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Terminal _terminal = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_WithoutTheOtherTool_SaysHowToAddIt()
    {
        _terminal.Environment["PATH"] = _folder.Path;

        Assert.Equal(ExitCode.Failure, _terminal.Run("serve"));

        Assert.Contains("dotnet tool install --global EmotionAI.Sdk.Server.Cli", _terminal.Error, StringComparison.Ordinal);
    }

    [PosixFact]
    [UnsupportedOSPlatform("windows")]
    public void Run_AnyArguments_HandsThemOverAsTheyAre()
    {
        WriteTool($"printf '%s|' \"$@\" >'{_folder.File("seen")}'\nexit 7");
        _terminal.Environment["PATH"] = _folder.Path;

        Assert.Equal(7, _terminal.Run("serve", "--port", "8080", "--model=a=my dir", "--unknown", "job", "--", "-x"));

        Assert.Equal("--port|8080|--model=a=my dir|--unknown|job|--|-x|", File.ReadAllText(_folder.File("seen")));
    }

    [Fact]
    public void Run_Help_IsOfThisTool()
    {
        Assert.Equal(ExitCode.Success, _terminal.Run("serve", "--help"));

        Assert.Contains("emotionai-serve --help", _terminal.Output, StringComparison.Ordinal);
    }

    [PosixTheory]
    [InlineData("TERM", 5)]
    [InlineData("INT", ExitCode.Cancelled)]
    [UnsupportedOSPlatform("windows")]
    public void Run_Ended_AsksTheOtherToolToEndAndWaitsForIt(string signal, int expected)
    {
        WriteTool($"trap 'sleep 1; echo drained; exit 5' TERM\necho ready\nwhile :; do sleep 0.1; done");
        using var tool = ToolProcess.OfScript(_folder.Path, $"PATH='{_folder.Path}':$PATH; export PATH; emotionai serve");
        Assert.Equal("ready", tool.ReadLine());

        tool.Signal(signal);

        Assert.Equal("drained", tool.ReadLine());
        Assert.Equal(expected, tool.Wait());
    }

    [PosixFact]
    [UnsupportedOSPlatform("windows")]
    public void Run_EndedWhileTheOtherToolStarts_PassesItOn()
    {
        WriteTool("trap 'echo drained; exit 5' TERM\nkill -TERM $PPID\nwhile :; do sleep 0.1; done");
        using var tool = ToolProcess.OfScript(_folder.Path, $"PATH='{_folder.Path}':$PATH; export PATH; emotionai serve");

        Assert.Equal("drained", tool.ReadLine());
        Assert.Equal(5, tool.Wait());
    }

    [UnsupportedOSPlatform("windows")]
    private void WriteTool(string script)
    {
        var tool = _folder.Write("emotionai-serve", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
