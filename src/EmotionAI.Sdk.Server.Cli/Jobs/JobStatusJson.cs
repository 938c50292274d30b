using EmotionAI.Cli.Output;
using EmotionAI.Jobs;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Writes how far a job is, as a line of JSON.</summary>
internal static class JobStatusJson
{
    public static void Write(TextWriter output, JobStatus status)
    {
        using var line = new JsonLine(output);
        var json = line.Begin();
        json.WriteString("job", status.Job);
        json.WriteNumber("submitted", status.Submitted);
        json.WriteNumber("done", status.Done);
        json.WriteNumber("failed", status.Failed);
        json.WriteNumber("waiting", status.Waiting);
        json.WriteNumber("workers", status.Workers);
        json.WriteBoolean("allSubmitted", status.IsSubmitted);
        json.WriteBoolean("complete", status.IsComplete);
        line.End();
    }
}
