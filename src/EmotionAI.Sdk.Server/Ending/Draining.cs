using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Ending;

/// <summary>Ends a server without breaking a call: for a while it goes on taking calls, so that those on their way arrive, and asks clients to come on another connection; then it takes no more; what is still at work shortly before the host's patience ends is refused by type.</summary>
internal sealed class Draining : IHostedLifecycleService, IDisposable
{
    /// <summary>So long before the host would cut the connections, what is at work is refused.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly TimeSpan _delay;
    private readonly TimeSpan _patience;
    private readonly CancellationTokenSource _expired = new();
    private readonly CancellationTokenRegistration _stopping;
    private volatile bool _isDraining;

    public Draining(IOptions<EmotionServerOptions> options, IOptions<HostOptions> host, IHostApplicationLifetime lifetime)
    {
        _delay = options.Value.DrainDelay;
        _patience = host.Value.ShutdownTimeout - Margin;
        _stopping = lifetime.ApplicationStopping.Register(() => _isDraining = true);
    }

    /// <summary>Gets whether the server is about to end.</summary>
    public bool IsDraining => _isDraining;

    /// <summary>Gets what ends the calls that are still at work when the host's patience does.</summary>
    public CancellationToken Expired => _expired.Token;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isDraining = true;
        _expired.CancelAfter(_patience > TimeSpan.Zero ? _patience : TimeSpan.Zero);
        return Task.Delay(_delay, cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _stopping.Dispose();
        _expired.Dispose();
    }
}
