namespace EmotionAI.Cli;

/// <summary>Ends a run that is cancelled: one that works ends its portion, one that waits for bytes that may never come is left behind, though never while it writes files.</summary>
internal static class Interruption
{
    /// <summary>So long a cancelled run may do nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>A run that uses less of one core than this waits.</summary>
    private const double LeastShare = 0.1;

    /// <summary>Runs to the end, or until the run is cancelled and only waits.</summary>
    /// <param name="run">The run; it may be left behind in a call that does not return.</param>
    /// <param name="cancellationToken">The wish to end it.</param>
    /// <returns>The exit code of the run; <see cref="ExitCode.Cancelled"/> where it is left behind.</returns>
    public static int Run(Func<int> run, CancellationToken cancellationToken) => Run(run, static () => Environment.CpuUsage.TotalTime, OutputGate.TryClose, cancellationToken);

    internal static int Run(Func<int> run, Func<TimeSpan> work, Func<bool> mayLeave, CancellationToken cancellationToken)
    {
        var running = Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            running.WaitAsync(cancellationToken).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            while (!running.IsCompleted)
            {
                var before = work();
                if (!((IAsyncResult)running).AsyncWaitHandle.WaitOne(Patience) && work() - before < Patience * LeastShare && mayLeave())
                {
                    return ExitCode.Cancelled;
                }
            }
        }

        return running.GetAwaiter().GetResult();
    }
}
