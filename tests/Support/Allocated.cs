using System.Diagnostics;

namespace EmotionAI.Tests;

/// <summary>Measures what a thread allocates in its steady state.</summary>
internal static class Allocated
{
    private const int Rounds = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

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

    /// <summary>Tells whether a thread comes to allocate nothing, or little: on a busy machine the runtime compiles methods anew late, and what it compiles first may allocate.</summary>
    /// <param name="round">Does the work; it is run again and again until it allocates little enough, for some seconds at most.</param>
    /// <param name="enough">The bytes that are little enough.</param>
    /// <returns>The least of the bytes.</returns>
    public static long Settled(Action round, long enough = 0)
    {
        var clock = Stopwatch.StartNew();
        var least = Least(round);
        while (least > enough && clock.Elapsed < Patience)
        {
            least = Math.Min(least, Least(round));
        }

        return least;
    }
}
