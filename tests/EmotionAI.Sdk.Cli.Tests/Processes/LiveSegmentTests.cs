namespace EmotionAI.Cli.Tests.Processes;

/// <summary>Gives emotion over time of what comes through a pipe.</summary>
public sealed class LiveSegmentTests
{
    [PosixTheory]
    [InlineData("--raw")]
    [InlineData("timeline")]
    public void Classify_RecordingThatGoesOn_IsAnsweredMeanwhile(string form)
    {
        using var folder = new TemporaryFolder();
        string[] options = form == "--raw" ? [form] : [];
        var wav = RecordingFile.Wav([.. RecordingFile.Speech(4), .. new short[16_000 * 8], .. RecordingFile.Speech(4)], dataBytes: 0xFFFF_FFFF);
        using var tool = new ToolProcess(folder.Path, ["classify", "audio", "-", "--segments", "--mock", .. options]);

        tool.Input.BaseStream.Write(wav.AsSpan(0, 44 + (32_000 * 10)));
        tool.Input.BaseStream.Flush();
        var first = tool.ReadLine();
        tool.Input.BaseStream.Write(wav.AsSpan(44 + (32_000 * 10)));
        tool.Input.Close();
        var rest = tool.ReadToEnd();

        Assert.StartsWith("{\"index\":0,\"input\":\"-\",\"start\":0,\"end\":", first, StringComparison.Ordinal);
        Assert.Contains("\"end\":16,", rest, StringComparison.Ordinal);
    }
}
