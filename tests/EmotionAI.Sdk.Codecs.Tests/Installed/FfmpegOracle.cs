using System.Runtime.InteropServices;

namespace EmotionAI.Tests.Codecs.Installed;

/// <summary>Decodes as ffmpeg does, Opus by libopus.</summary>
internal static class FfmpegOracle
{
    public static float[] Decode(string path, TemporaryFolder folder, bool isOpus)
    {
        var samples = folder.File(Path.GetFileName(path) + ".f32");
        Programs.Run("ffmpeg", [.. Input(path, isOpus), "-f", "f32le", samples]);
        return MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(samples)).ToArray();
    }

    /// <summary>Makes a WAV of a file.</summary>
    public static string ToWav(string path, TemporaryFolder folder, bool isOpus)
    {
        var wav = folder.File(Path.GetFileName(path) + ".wav");
        Programs.Run("ffmpeg", [.. Input(path, isOpus), "-c:a", "pcm_f32le", wav]);
        return wav;
    }

    private static string[] Input(string path, bool isOpus) => ["-v", "error", "-y", .. isOpus ? (string[])["-c:a", "libopus"] : [], "-i", path];
}
