using System.Diagnostics;
using System.Globalization;

namespace EmotionAI.Tests.Checkpoints.Yaml;

/// <summary>Reads the time that this thread has spent on a processor, so that a busy machine does not count.</summary>
internal static class ThreadTime
{
    private const string Linux = "/proc/thread-self/schedstat";

    /// <summary>Gets the time in ms; the clock on the wall where the system does not tell.</summary>
    public static double Milliseconds() =>
        File.Exists(Linux)
            ? double.Parse(File.ReadAllText(Linux).Split(' ')[0], CultureInfo.InvariantCulture) / 1e6
            : Stopwatch.GetTimestamp() * 1000.0 / Stopwatch.Frequency;
}
