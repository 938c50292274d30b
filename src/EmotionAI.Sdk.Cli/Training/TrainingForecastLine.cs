using EmotionAI.Training;

namespace EmotionAI.Cli.Training;

/// <summary>Says before a training what it will take; not of a short one, nor where an earlier run has done a part of it.</summary>
internal static class TrainingForecastLine
{
    private const double LeastSeconds = 20;
    private const double Minute = 60;

    public static void Tell(CommandConsole console, string cache, Func<TrainingForecast> forecast)
    {
        if (File.Exists(cache) || forecast() is not { Duration.TotalSeconds: >= LeastSeconds } expected)
        {
            return;
        }

        var seconds = expected.Duration.TotalSeconds;
        var time = seconds < 2 * Minute ? Invariant($"{Math.Round(seconds / 10) * 10} s") : Invariant($"{Math.Round(seconds / Minute)} min");
        console.Tell(Invariant($"The training will take about {time} and {expected.MemoryBytes >> 20:N0} MiB of memory; an interrupted one goes on where it stopped."));
    }
}
