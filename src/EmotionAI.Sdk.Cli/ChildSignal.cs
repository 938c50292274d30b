using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EmotionAI.Cli;

/// <summary>Asks a process that this one has started to end; .NET can only kill it.</summary>
internal static partial class ChildSignal
{
    private const int SigTerm = 15;

    /// <summary>Sends SIGTERM, where the process still runs.</summary>
    public static void Terminate(Process child)
    {
        // A child is not waited for by anybody else: until it is, its number is given to no other process.
        if (!child.HasExited)
        {
            _ = Kill(child.Id, SigTerm);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
