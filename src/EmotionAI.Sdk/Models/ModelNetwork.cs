using EmotionAI.Inference;

namespace EmotionAI.Models;

/// <summary>Stands for a network with its weights, opened and checked once; sessions are opened from it.</summary>
/// <remarks>Counts who uses it: the files are closed when the bundle and every session are done, so that what was checked is what runs.</remarks>
internal abstract class ModelNetwork : IDisposable
{
    private readonly Lock _lock = new();
    private int _users = 1;

    /// <summary>Gets the architecture, as the kind of a bundle names it: <c>bert</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Opens a session.</summary>
    /// <exception cref="EmotionAIException">ONNX Runtime refuses the network.</exception>
    /// <exception cref="ObjectDisposedException">The bundle was disposed, and no session is left.</exception>
    public OnnxSession Open(SessionSettings settings) => Open(() => OpenSession(settings));

    /// <summary>Ends one use; the last one closes the files.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (--_users > 0)
            {
                return;
            }
        }

        Close();
    }

    /// <summary>Opens a session as one more user, which disposes this when it ends.</summary>
    protected OnnxSession Open(Func<OnnxSession> open)
    {
        Enter();
        try
        {
            return open();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Does something with the weights, which stay open for as long.</summary>
    protected void Use(Action action)
    {
        Enter();
        try
        {
            action();
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Opens a session, which releases this network when it ends.</summary>
    protected abstract OnnxSession OpenSession(SessionSettings settings);

    protected abstract void Close();

    private void Enter()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_users == 0, this);
            _users++;
        }
    }
}
