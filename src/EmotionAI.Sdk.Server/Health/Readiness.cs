using EmotionAI.DependencyInjection;
using EmotionAI.Server.Ending;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace EmotionAI.Server.Health;

/// <summary>Tells whether every model answers. What was found is kept for a while, so that probes cost little under load; a server that is about to end is not ready.</summary>
internal sealed class Readiness : IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly Draining _draining;
    private readonly ILogger _log;
    private readonly TimeProvider _time;
    private readonly EmotionAIHealthCheck _check;
    private readonly HealthCheckContext _context;
    private readonly SemaphoreSlim _turn = new(1);
    private (string? Fault, long At)? _found;

    public Readiness(ServedModels served, Draining draining, ILogger<Readiness> log, TimeProvider? time = null)
    {
        (_draining, _log, _time, _check) = (draining, log, time ?? TimeProvider.System, new EmotionAIHealthCheck(served));
        _context = new HealthCheckContext { Registration = new HealthCheckRegistration("emotionai", _check, failureStatus: null, tags: null) };
    }

    public static int StatusOf(bool isReady) => isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    /// <summary>Looks whether the server is ready. The first time loads the models.</summary>
    /// <returns>What is wrong; null for nothing.</returns>
    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        if (_draining.IsDraining)
        {
            return "The server is about to end.";
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_found is not { } found || _time.GetElapsedTime(found.At) > Kept)
            {
                var result = await _check.CheckHealthAsync(_context, cancellationToken);
                _found = found = (result.Status == HealthStatus.Unhealthy ? result.Description ?? "A model fails." : null, _time.GetTimestamp());
                if (found.Fault is { } fault)
                {
                    _log.LogError("Not ready: {Fault}", fault);
                }
            }

            return found.Fault;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
