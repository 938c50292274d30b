namespace EmotionAI.Tests.Hosts;

internal static class SiloHost
{
    public static Task<int> RunAsync(string[] arguments) => Task.FromResult(arguments.Length);
}
