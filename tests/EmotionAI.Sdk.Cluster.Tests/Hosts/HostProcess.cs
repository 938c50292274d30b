using EmotionAI.Tests.Servers;

namespace EmotionAI.Tests.Hosts;

/// <summary>Starts this assembly as a program.</summary>
internal static class HostProcess
{
    public static RunningProgram Worker(string address, string prefix, Moment moment = Moment.Never, int batches = 0, bool realModel = false) => Start(
        ["worker", address, prefix, moment.ToString(), FormattableString.Invariant($"{batches}")],
        realModel ? new Dictionary<string, string> { [WorkerHost.RealModel] = "1" } : null);

    /// <param name="clustering"><c>redis</c>, <c>postgres</c> or <c>local</c>.</param>
    /// <param name="address">The connection string of that.</param>
    /// <param name="siloPort">The port for silos.</param>
    /// <param name="gatewayPort">The port for clients.</param>
    /// <param name="realModel">Whether the shipped models answer, and not the mocks.</param>
    public static RunningProgram Silo(string clustering, string address, int siloPort, int gatewayPort, bool realModel) =>
        Start(["silo", clustering, address, FormattableString.Invariant($"{siloPort}"), FormattableString.Invariant($"{gatewayPort}"), realModel ? "real" : "mock"]);

    private static RunningProgram Start(string[] arguments, Dictionary<string, string>? environment = null) =>
        new(Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet", [typeof(HostProcess).Assembly.Location, .. arguments], environment);
}
