using System.Globalization;

namespace EmotionAI.Tests.Hosts;

/// <summary>Is a silo or a worker in a process of its own, for tests to kill.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => args switch
    {
        ["worker", var address, var prefix, var moment, var batches] => WorkerHost.RunAsync(address, prefix, Enum.Parse<Moment>(moment), int.Parse(batches, CultureInfo.InvariantCulture)),
        ["silo", var clustering, var address, var siloPort, var gatewayPort, var model] => SiloHost.RunAsync(clustering, address, siloPort, gatewayPort, model == "real"),
        _ => Task.FromResult(2),
    };
}
