using EmotionAI.Training.Data;
using EmotionAI.Training.Torch;

namespace EmotionAI.Tests;

/// <summary>Is a training that takes a second: a golden of three narrow layers, texts made of labels.</summary>
internal static class TinyTraining
{
    public static string BaseDirectory { get; } = Goldens.Path("golden", "text", "models", "bert-gelu-multi6");

    public static EmotionLabels Labels { get; } = new(["joy", "anger", "fear"]);

    public static TextFineTuningOptions Options(string? checkpoints = null) => new()
    {
        LearningRate = 1e-3,
        Steps = 12,
        BatchSize = 4,
        MaxLength = 24,
        EvaluationSteps = 5,
        CheckpointSteps = 2,
        CheckpointDirectory = checkpoints,
        Seed = 7,
    };

    /// <summary>Makes texts of one or two labels.</summary>
    public static PreparedDataset Data(int train = 40, int dev = 12, int test = 0, bool isSingle = false)
    {
        string[] words = ["I am so happy about this", "this makes me mad", "what if it goes wrong", "again", "today", "my friend said", "at work", "love"];
        return new PreparedDataset(isAudio: false, Labels, [.. Enumerable.Range(0, train + dev + test).Select(i => new PreparedSample
        {
            Id = FormattableString.Invariant($"{i}"),
            Input = string.Join(' ', Enumerable.Range(0, 1 + (i % 3)).Select(part => words[3 + ((i + (part * 5)) % 5)]).Prepend(words[i % 3])),
            Labels = i % 5 == 0 && !isSingle ? [Labels[i % 3], Labels[(i + 1) % 3]] : [Labels[i % 3]],
            Split = i < train ? DataSplit.Train : i < train + dev ? DataSplit.Dev : DataSplit.Test,
            Source = "made",
            Licence = "CC0-1.0",
        })]);
    }
}
