using System.Diagnostics;

namespace EmotionAI.Tests;

/// <summary>Runs programs of others, where they are installed.</summary>
internal static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static string? WhySkip(params string[] programs) =>
        programs.Where(program => Find(program) is null).ToList() is { Count: > 0 } missing ? $"needs {string.Join(" and ", missing)}, which is not installed" : null;

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Join(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it wrote.</returns>
    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        Assert.True(process.WaitForExit(Patience), program);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {said.Result}");
        return output.Result;
    }
}
