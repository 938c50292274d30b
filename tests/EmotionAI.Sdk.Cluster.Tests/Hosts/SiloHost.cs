using System.Globalization;
using System.Net;
using EmotionAI.DependencyInjection;
using EmotionAI.Orleans;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EmotionAI.Tests.Hosts;

/// <summary>Is a silo that classifies.</summary>
internal static class SiloHost
{
    public static async Task<int> RunAsync(string clustering, string address, string siloPort, string gatewayPort, bool realModel)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<EmotionAIOptions>(options => options.UseMockModels = !realModel);
        builder.UseOrleans(silo => silo.AddEmotionAI(options => SetUp(options, clustering, address, siloPort, gatewayPort)));
        using var host = builder.Build();
        await host.StartAsync();
        Console.WriteLine("ready");
        await host.WaitForShutdownAsync();
        return 0;
    }

    private static void SetUp(EmotionSiloOptions options, string clustering, string address, string siloPort, string gatewayPort)
    {
        (options.Redis, options.Postgres) = clustering switch
        {
            "redis" => (address, null),
            "postgres" => (null, address),
            _ => ((string?)null, (string?)null),
        };
        options.Address = IPAddress.Loopback;
        options.SiloPort = int.Parse(siloPort, CultureInfo.InvariantCulture);
        options.GatewayPort = int.Parse(gatewayPort, CultureInfo.InvariantCulture);

        // Two silos are on this machine.
        options.Cores = Math.Max(1, Environment.ProcessorCount / 2);
    }
}
