using System.Runtime.InteropServices;
using EmotionAI.Cli;

namespace EmotionAI.Server.Cli;

/// <summary>Notes Ctrl-C, on which the host drains; the second time the process ends at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly PosixSignalRegistration _signal;
    private volatile bool _hasCome;

    public Interruption() => _signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
    {
        context.Cancel = true;
        if (_hasCome)
        {
            Environment.Exit(ExitCode.Cancelled);
        }

        _hasCome = true;
    });

    public bool HasCome => _hasCome;

    public void Dispose() => _signal.Dispose();
}
