using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EmotionAI.Tests.Codecs.Installed;

/// <summary>Runs the encoders and decoders of others, where they are installed.</summary>
internal static class Programs
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static string? WhySkip(params string[] programs) =>
        programs.Where(program => Find(program) is null).ToList() is { Count: > 0 } missing ? $"needs {string.Join(" and ", missing)}, which is not installed" : null;

    public static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Join(folder, program)).FirstOrDefault(File.Exists);

    public static void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEndAsync();
        Assert.True(process.WaitForExit(Patience), program);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {said.Result}");
    }

    /// <summary>Decodes a file as ffmpeg does, Opus by libopus.</summary>
    public static float[] Decode(string path, TemporaryFolder folder, bool isOpus)
    {
        var samples = folder.File(Path.GetFileName(path) + ".f32");
        Run("ffmpeg", [.. Input(path, isOpus), "-f", "f32le", samples]);
        return MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(samples)).ToArray();
    }

    /// <summary>Makes a WAV of a file as ffmpeg does, Opus by libopus.</summary>
    public static string ToWav(string path, TemporaryFolder folder, bool isOpus)
    {
        var wav = folder.File(Path.GetFileName(path) + ".wav");
        Run("ffmpeg", [.. Input(path, isOpus), "-c:a", "pcm_f32le", wav]);
        return wav;
    }

    private static string[] Input(string path, bool isOpus) => ["-v", "error", "-y", .. isOpus ? (string[])["-c:a", "libopus"] : [], "-i", path];
}
