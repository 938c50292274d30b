using System.Diagnostics;

namespace EmotionAI.Training;

/// <summary>Ends a training in good order when its time is up.</summary>
internal sealed class TimeBudget(TimeSpan? limit, string? keptPath)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <exception cref="EmotionAIException">The time is up.</exception>
    public void Check(string stage, int done, int total)
    {
        if (limit is { } allowed && Stopwatch.GetElapsedTime(_start) > allowed)
        {
            var kept = keptPath is null ? "Nothing was kept; allow more time." : $"What was computed is kept in '{keptPath}': run the same again to go on.";
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The time limit of {allowed.TotalSeconds:0} s is up with {done} of {total} {stage} done. {kept}"), keptPath);
        }
    }
}
