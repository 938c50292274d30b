using EmotionAI.Formats;

namespace EmotionAI.Cli;

/// <summary>Lets a process end between the writing of files, never within it.</summary>
internal static class OutputGate
{
    /// <summary>So often a close is refused while lines are on their way: on a busy machine a pipe is slow, and one that nobody reads must not hold the process for ever.</summary>
    private const int MostRefusals = 10;

    private static readonly ReaderWriterLockSlim Gate = new();
    private static readonly ReaderWriterLockSlim Lines = new();
    private static int _refusals;

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

    /// <summary>Writes lines to a stream; the gate is not closed meanwhile, unless that takes long.</summary>
    /// <param name="output">Receives them.</param>
    /// <param name="lines">The lines.</param>
    public static void Pass(Stream output, ReadOnlySpan<byte> lines)
    {
        if (Lines.IsWriteLockHeld)
        {
            // The thread that closed the gate says its last words.
            output.Write(lines);
            return;
        }

        Lines.EnterReadLock();
        try
        {
            output.Write(lines);
        }
        finally
        {
            Lines.ExitReadLock();
        }
    }

    /// <summary>Closes the gate for good, since the process ends: who comes to it waits.</summary>
    /// <returns>False where files or lines are being written.</returns>
    public static bool TryClose()
    {
        var isHeld = Lines.TryEnterWriteLock(0);
        if (!isHeld && ++_refusals < MostRefusals)
        {
            return false;
        }

        if (Gate.TryEnterWriteLock(0))
        {
            return true;
        }

        if (isHeld)
        {
            Lines.ExitWriteLock();
        }

        return false;
    }
}
