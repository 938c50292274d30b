using EmotionAI.Audio;
using EmotionAI.Training.Data;
using EmotionAI.Training.Torch;

namespace EmotionAI.Tests.Audio;

public sealed class EcapaTrainerTests
{
    /// <summary>The letter that EmoDB has for an emotion, the sixth of a name.</summary>
    private static readonly Dictionary<char, string> Emotions = new() { ['F'] = "happy", ['W'] = "angry", ['N'] = "neutral", ['T'] = "sad", ['L'] = "bored", ['A'] = "afraid" };

    [TorchFact]
    public void Train_AFewClips_LearnsThemAndWritesAFolderThatTheSdkReads()
    {
        using var folder = new TemporaryFolder();
        var losses = new List<double>();

        var result = new EcapaTrainer(Options(30)).Train(Data(), folder.File("out"), new Collector(losses));

        Assert.Equal((30, TrainingEnd.Completed), (result.Steps, result.End));
        Assert.InRange(losses.TakeLast(5).Average(), 0, 0.8 * losses.Take(5).Average());
        Assert.InRange(result.ReloadDifference, 0, 1e-4);
        using var classifier = AudioEmotionClassifier.Load(folder.File("out/checkpoint"));
        Assert.Empty(classifier.Warnings);
        Assert.Equal(Labels(), classifier.Metadata.Labels);
        Assert.Equal((16_000, 30f), (classifier.Metadata.SampleRate!.Value, classifier.Metadata.ScoreScale));
        Assert.Equal(
            ["MODEL_CARD.md", "classifier.ckpt", "embedding_model.ckpt", "hyperparams.yaml", "inference_config.json", "label_encoder.txt", "labels.json", "model_meta.json"],
            Directory.GetFiles(folder.File("out/checkpoint")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [TorchFact]
    public void Train_StoppedAndGoneOn_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("whole"));
        Directory.CreateDirectory(folder.File("resumed"));
        new EcapaTrainer(Options(6)).Train(Data(), folder.File("whole/model"));
        var options = Options(6);
        (options.CheckpointDirectory, options.CheckpointSteps) = (folder.File("checkpoints"), 2);

        // What throws here ends the training as a kill does: nothing is saved on the way out.
        Assert.Throws<InvalidOperationException>(() => new EcapaTrainer(options).Train(Data(), folder.File("resumed/model"), new Collector([], 5)));
        var result = new EcapaTrainer(options).Train(Data(), folder.File("resumed/model"));

        Assert.Equal(4, result.ResumedFrom);
        var whole = folder.File("whole/model");
        Assert.All(Directory.GetFiles(whole, "*", SearchOption.AllDirectories), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder.File("resumed/model"), Path.GetRelativePath(whole, file)))));
    }

    [TorchFact]
    public void Train_ATruncatedRecording_NamesItAndWritesNothing()
    {
        using var folder = new TemporaryFolder();
        var broken = folder.Write("broken.wav", "RIFF");
        var data = new PreparedDataset(isAudio: true, Labels(), [.. Data().Samples, new PreparedSample { Id = "x", Input = broken, Labels = ["happy"] }]);

        var fault = Assert.Throws<EmotionAIException>(() => new EcapaTrainer(Options(2)).Train(data, folder.File("model")));

        Assert.Contains("broken.wav", fault.Message);
        Assert.False(Directory.Exists(folder.File("model")));
    }

    [Fact]
    public void Train_Texts_AreRefused()
    {
        using var folder = new TemporaryFolder();

        var fault = Assert.Throws<EmotionAIException>(() => new EcapaTrainer().Train(TinyTraining.Data(), folder.File("model")));

        Assert.Equal("The data holds texts; recordings are needed.", fault.Message);
    }

    [Fact]
    public void Constructor_ChannelsThatDoNotSplit_AreRefused() =>
        Assert.Equal("EcapaOptions.Channels is 100; a multiple of 8 up to 4096 is allowed.", Assert.Throws<EmotionAIException>(() => new EcapaTrainer(new EcapaOptions { Channels = 100 })).Message);

    private static EcapaOptions Options(int steps) => new() { Channels = 16, AttentionChannels = 8, EmbeddingSize = 16, Steps = steps, BatchSize = 6, CropLength = TimeSpan.FromSeconds(1), LearningRate = 5e-3 };

    private static EmotionLabels Labels() => new(Emotions.Values);

    private static PreparedDataset Data()
    {
        var folder = Goldens.Path("data", "audio", "emodb");
        return new PreparedDataset(isAudio: true, Labels(), [.. Directory.GetFiles(folder, "*.flac").Order(StringComparer.Ordinal).Take(13).Where(file => Emotions.ContainsKey(Path.GetFileName(file)[5])).Select((file, i) => new PreparedSample
        {
            Id = Path.GetFileName(file),
            Input = file,
            Labels = [Emotions[Path.GetFileName(file)[5]]],
            Split = i % 5 == 4 ? DataSplit.Dev : i % 5 == 3 && i > 5 ? DataSplit.Test : DataSplit.Train,
            Source = "EmoDB",
            Licence = "CC0-1.0",
        })]);
    }

    private sealed class Collector(List<double> losses, int endAt = int.MaxValue) : IProgress<TrainingStep>
    {
        public void Report(TrainingStep value)
        {
            losses.Add(value.Loss);
            if (value.Step == endAt)
            {
                throw new InvalidOperationException("killed");
            }
        }
    }
}
