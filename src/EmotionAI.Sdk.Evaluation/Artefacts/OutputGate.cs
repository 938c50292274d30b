namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Lets a process end between the writing of files, never within it.</summary>
internal static class OutputGate
{
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>Writes files; the gate is not closed meanwhile.</summary>
    public static void Pass(Action write)
    {
        Gate.EnterReadLock();
        try
        {
            write();
        }
        finally
        {
            Gate.ExitReadLock();
        }
    }

    /// <summary>Closes the gate for good, since the process ends: who comes to it waits.</summary>
    /// <returns>False where files are being written.</returns>
    public static bool TryClose() => Gate.TryEnterWriteLock(0);
}
