using EmotionAI.Tests.Servers;

namespace EmotionAI.Tests.Hosts;

/// <summary>Starts this assembly as a program.</summary>
internal static class HostProcess
{
    public static RunningProgram Worker(string address, string prefix, Moment moment = Moment.Never, int batches = 0, bool realModel = false) => Start(
        ["worker", address, prefix, moment.ToString(), FormattableString.Invariant($"{batches}")],
        realModel ? new Dictionary<string, string> { [WorkerHost.RealModel] = "1" } : null);

    public static RunningProgram Silo(params string[] arguments) => Start(["silo", .. arguments]);

    private static RunningProgram Start(string[] arguments, Dictionary<string, string>? environment = null) =>
        new(Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet" ? dotnet : "dotnet", [typeof(HostProcess).Assembly.Location, .. arguments], environment);
}
