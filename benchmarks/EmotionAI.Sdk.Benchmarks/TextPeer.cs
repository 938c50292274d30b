using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;
using EmotionAI.Text;

namespace EmotionAI.Benchmarks;

/// <summary>Classifies texts once for each line on standard input, so that another process can time it in turn with peers of its own: eng/compare-transformers-js.mjs.</summary>
internal static class TextPeer
{
    /// <summary>Writes a line with the machine and all scores, which warms up as well; then one line with the times of each round, in ms.</summary>
    /// <param name="model">The model folder.</param>
    /// <param name="file">The texts, a JSON list.</param>
    public static void Run(string model, string file)
    {
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(file))!;
        using var classifier = TextEmotionClassifier.Load(model);
        Write(new
        {
            runtime = RuntimeInformation.FrameworkDescription,
            system = RuntimeInformation.OSDescription,
            vector = Vector512.IsHardwareAccelerated ? "AVX-512" : Vector256.IsHardwareAccelerated ? "AVX2" : "128-bit vectors",
            cores = Environment.ProcessorCount,
            labels = classifier.Metadata.Labels,
            scores = classifier.ClassifyBatch(texts).Select(prediction => prediction.Scores.Select(score => score.Score)),
        });
        while (Console.ReadLine() is not null)
        {
            var (cpu, wall) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            classifier.ClassifyBatch(texts);
            Write(new { wall = Stopwatch.GetElapsedTime(wall).TotalMilliseconds, cpu = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds });
        }
    }

    private static void Write<T>(T line) => Console.WriteLine(JsonSerializer.Serialize(line));
}
