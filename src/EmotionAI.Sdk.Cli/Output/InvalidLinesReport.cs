namespace EmotionAI.Cli.Output;

/// <summary>Writes, when the run ends, which lines had bytes that are not valid.</summary>
internal sealed class InvalidLinesReport(InvalidLines lines, CommandConsole console) : IDisposable
{
    public void Dispose()
    {
        foreach (var file in lines.Describe())
        {
            console.Tell($"warning: {file}");
        }
    }
}
