namespace EmotionAI.Tests;

/// <summary>Measures what a thread allocates in its steady state.</summary>
internal static class Allocated
{
    private const int Rounds = 5;

    /// <summary>Gives the least of some rounds: while one runs, the runtime may compile a method anew, and a collection may empty the pool of arrays.</summary>
    /// <param name="round">Does the work, often enough to be warm; it is run several times.</param>
    /// <returns>The bytes.</returns>
    public static long Least(Action round)
    {
        round();
        var least = long.MaxValue;
        for (var i = 0; i < Rounds && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            round();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
