using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Requests;

/// <summary>Warns once of a server that other machines can reach and that asks for no key.</summary>
internal sealed class BindingWarning(IServiceProvider services, IOptions<EmotionServerOptions> options, ILogger<BindingWarning> log) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (options.Value.ApiKeys.Count == 0 && addresses.FirstOrDefault(address => !IsLoopback(address)) is { } open)
        {
            log.LogWarning("The server listens on {Address}, beyond this machine, and asks for no key: whoever reaches it may use it. Set EmotionServerOptions.ApiKeys, or listen on 127.0.0.1.", open);
        }

        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Tells whether an address is of this machine alone; <c>*</c> and <c>+</c> stand for all.</summary>
    private static bool IsLoopback(string address)
    {
        var binding = BindingAddress.Parse(address);
        var host = binding.Host;
        return binding.IsUnixPipe || binding.IsNamedPipe || host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.AsSpan().Trim("[]"), out var parsed) && IPAddress.IsLoopback(parsed));
    }
}
