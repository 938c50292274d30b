using System.Globalization;
using EmotionAI.Audio;
using EmotionAI.Audio.Features;

namespace EmotionAI.Benchmarks;

/// <summary>Measures a model of the size of wav2vec2-base, 12 layers with random weights: its graph beside one of plain operators, what stands before it, and batches; and batches of the model of the package EmotionAI.Sdk.Models.Speech.</summary>
internal static class SpeechThroughput
{
    private const int Rate = 16_000;
    private const int Seconds = 5;
    private const int Batch = 8;
    private const int FrontEndRuns = 20;
    private const double MostDifference = 2e-3;

    public static void Run(int rounds)
    {
        using var checkpoint = new RandomSpeechCheckpoint();
        CompareGraphs(checkpoint.Folder, rounds);
        CompareFrontEnd(checkpoint.Folder, rounds);
        CompareBatches("wav2vec2-base, random weights", checkpoint.Folder, rounds);
        CompareBatches("EmotionAI.Sdk.Models.Speech", Path.Combine(Repository(), "src", "EmotionAI.Sdk.Models.Speech", "emotionai-models", "audio", "checkpoint"), rounds);
    }

    private static void CompareGraphs(string folder, int rounds)
    {
        var samples = Noise(Rate);
        var values = new float[samples.Length];
        new WaveformNormalization(Rate, WaveformNormalization.TransformersEpsilon).Compute(samples, values);
        var plain = PlainSpeechGraph.Write(folder);
        using var own = AudioEmotionClassifier.Load(folder, new AudioEmotionOptions { Threads = 1 });
        using var unfused = new RawSpeechSession(plain, values, threads: 1, fuses: false);
        using var fused = new RawSpeechSession(plain, values, threads: 1, fuses: true);
        var clip = new AudioClip(samples, Rate);
        var difference = own.Classify(clip).Logits.Zip(unfused.Logits(), (a, b) => Math.Abs(a - b)).Max();
        if (difference > MostDifference)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The graphs differ by {difference}; at most {MostDifference} is allowed."));
        }

        var graphs = new Rounds(rounds);
        graphs.Add("graph of plain operators, not rewritten, 1 thread", unfused.Run);
        graphs.Add("graph of plain operators, rewritten by ONNX Runtime, 1 thread", fused.Run);
        graphs.Add("Classify, 1 thread", () => own.Classify(clip));
        graphs.Run();
        graphs.Write(string.Create(CultureInfo.InvariantCulture, $"wav2vec2-base, {Seconds} s, logits within {difference:0.0e0}"), 1, "clips");
    }

    /// <summary>The front end decodes 48 kHz of 16 bits, resamples and normalizes; several runs at once, as one is short.</summary>
    private static void CompareFrontEnd(string folder, int rounds)
    {
        var file = WavDecodeBenchmarks.BuildWav(2, 48_000 * Seconds, 48_000);
        var features = new WaveformNormalization(Rate, WaveformNormalization.TransformersEpsilon);
        var resampler = new Resampler(48_000, Rate, ResamplerQuality.Reference);
        using var classifier = AudioEmotionClassifier.Load(folder, new AudioEmotionOptions { Threads = 1 });
        var clip = new AudioClip(Noise(Rate), Rate);
        var (samples, values) = (new float[Rate * Seconds], new float[Rate * Seconds]);
        var shares = new Rounds(rounds);
        shares.Add("Classify, 16 kHz in memory, 1 thread", () => classifier.Classify(clip));
        shares.Add($"{FrontEndRuns} × decode, resample, normalize", () =>
        {
            for (var i = 0; i < FrontEndRuns; i++)
            {
                resampler.Resample(AudioDecoder.Decode(file).Samples.Span, samples);
                features.Compute(samples, values);
            }
        });
        shares.Run();
        shares.Write($"Front end of {Seconds} s of 48 kHz", 1, "clips");
        var share = shares.Median($"{FrontEndRuns} × decode, resample, normalize", wall: false) / FrontEndRuns / shares.Median("Classify, 16 kHz in memory, 1 thread", wall: false);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The front end takes {share * 100:0.00} % of the forward; 0.5 % is the goal.\n"));
    }

    private static void CompareBatches(string name, string folder, int rounds)
    {
        using var one = AudioEmotionClassifier.Load(folder, new AudioEmotionOptions { Threads = 1 });
        using var all = AudioEmotionClassifier.Load(folder);
        AudioClip[] clips = [.. Enumerable.Range(0, Batch).Select(i => new AudioClip(Noise(Rate, i), Rate))];
        var batches = new Rounds(rounds);
        batches.Add("Classify, one by one", () => Array.ForEach(clips, clip => all.Classify(clip)));
        batches.Add("ClassifyBatch", () => all.ClassifyBatch(clips));
        batches.Add("Classify, one by one, 1 thread", () => Array.ForEach(clips, clip => one.Classify(clip)));
        batches.Add("ClassifyBatch, 1 thread", () => one.ClassifyBatch(clips));
        batches.Run();
        batches.Write($"{name}, clips of {Seconds} s", Batch, "clips");
    }

    private static float[] Noise(int rate, int seed = 0)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rate * Seconds).Select(_ => (float)random.NextDouble() - 0.5f)];
    }

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EmotionAI.Sdk.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("EmotionAI.Sdk.sln is in no folder above the benchmarks.");
        }

        return folder;
    }
}
