using System.Text.Json;
using EmotionAI.Cli.Tests.Processes;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Runs the tool on inputs that never come, on standard input, and on a name that is not UTF-8.</summary>
public sealed class BlockedInputTests : IDisposable
{
    private const int Interrupted = 130;

    private readonly TemporaryFolder _folder = new();

    public BlockedInputTests() => _folder.Write("a.wav", RecordingFile.Wav(RecordingFile.Speech(0.5)));

    public void Dispose() => _folder.Dispose();

    [PosixTheory]
    [InlineData("mkfifo pipe && emotionai classify audio a.wav pipe --mock --batch-size 1")]
    [InlineData("mkfifo pipe && emotionai classify audio a.wav pipe --mock --segments")]
    [InlineData("emotionai classify audio a.wav - --mock --batch-size 1")]
    [InlineData("emotionai classify audio a.wav /dev/stdin --mock --batch-size 1")]
    public void Run_FirstInterruptWhileNothingComes_EndsWithItsExitCode(string script)
    {
        using var tool = ToolProcess.OfScript(_folder.Path, script);
        Assert.Contains("\"input\":\"a.wav\"", tool.ReadLine(), StringComparison.Ordinal);

        tool.Interrupt();

        Assert.Equal(Interrupted, tool.Wait());
    }

    [PosixTheory]
    [InlineData("emotionai classify audio - --mock", "-")]
    [InlineData("emotionai classify audio /dev/stdin --mock", "/dev/stdin")]
    public void Run_RecordingOnStandardInput_IsRead(string script, string name)
    {
        using var tool = ToolProcess.OfScript(_folder.Path, script);
        tool.Input.BaseStream.Write(RecordingFile.Wav(RecordingFile.Speech(0.5)));
        tool.Input.Close();

        var line = JsonDocument.Parse(tool.ReadLine()!).RootElement;

        Assert.Equal((name, true), (line.GetProperty("input").GetString(), line.TryGetProperty("top", out _)));
        Assert.Equal(ExitCode.Success, tool.Wait());
    }

    [PosixFact]
    public void Run_NameThatIsNotUtf8_IsOpened()
    {
        using var tool = ToolProcess.OfScript(_folder.Path, "name=$(printf 'caf\\351.wav'); mv a.wav \"$name\"; dotnet \"$TOOL\" classify audio \"$name\" --mock; code=$?; rm \"$name\"; exit $code");

        Assert.Contains("\"input\":\"caf\uFFFD.wav\",\"labels\"", tool.ReadLine(), StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, tool.Wait());
    }
}
