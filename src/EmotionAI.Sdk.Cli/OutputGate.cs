using EmotionAI.Formats;

namespace EmotionAI.Cli;

/// <summary>Lets a process end between the writing of files, never within it.</summary>
internal static class OutputGate
{
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>Writes files; the gate is not closed meanwhile. A pipe or device is no file: whoever reads there may never come.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="write">Writes it.</param>
    public static void Pass(string path, Action write)
    {
        if (OutputPlace.IsStream(path))
        {
            write();
            return;
        }

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
