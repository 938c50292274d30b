using BenchmarkDotNet.Attributes;
using EmotionAI.Audio;
using EmotionAI.Text;

namespace EmotionAI.Benchmarks;

/// <summary>Takes a folder to its first prediction: reading, whole-bundle checks, graph, session, one call. Needs the folder 'shared' beside the checkout.</summary>
[MemoryDiagnoser]
public class LoadBenchmarks
{
    private readonly string _text = SharedFolder.Path("models", "text", "model");
    private readonly string _audio = SharedFolder.Path("models", "audio", "checkpoint");
    private readonly string _speechBrain = SharedFolder.Path("models", "audio-speechbrain", "checkpoint");
    private readonly AudioClip _clip = new(new float[48_000], 16_000);

    [Benchmark(Baseline = true)]
    public float Text()
    {
        using var classifier = TextEmotionClassifier.Load(_text);
        return classifier.Classify("I can't believe we won!").Top.Score;
    }

    [Benchmark]
    public float SpeechFromOnnx() => Speech(_audio);

    [Benchmark]
    public float SpeechFromSpeechBrain() => Speech(_speechBrain);

    private float Speech(string directory)
    {
        using var classifier = AudioEmotionClassifier.Load(directory);
        return classifier.Classify(_clip).Top.Score;
    }
}
