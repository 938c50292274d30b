using System.CommandLine;
using System.Text.Json;
using EmotionAI.Cli;
using EmotionAI.Formats;
using EmotionAI.Jobs;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Connects the verbs to the streams of the process, and writes what they have in common.</summary>
internal static class JobConsole
{
    public static CommandConsole Of(InvocationConfiguration invocation) => new()
    {
        Input = new EncodedReader(Console.OpenStandardInput()),
        Output = invocation.Output,
        Error = invocation.Error,
        IsInputTerminal = !Console.IsInputRedirected,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Environment = Environment.GetEnvironmentVariable,
    };

    /// <summary>Writes how far a job is, as a line of JSON.</summary>
    public static void Write(CommandConsole console, JobStatus status)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("job", status.Job);
            json.WriteNumber("submitted", status.Submitted);
            json.WriteNumber("done", status.Done);
            json.WriteNumber("failed", status.Failed);
            json.WriteNumber("waiting", status.Waiting);
            json.WriteNumber("workers", status.Workers);
            json.WriteBoolean("allSubmitted", status.IsSubmitted);
            json.WriteBoolean("complete", status.IsComplete);
            json.WriteEndObject();
        }

        console.Output.WriteLine(System.Text.Encoding.UTF8.GetString(bytes.ToArray()));
    }
}
