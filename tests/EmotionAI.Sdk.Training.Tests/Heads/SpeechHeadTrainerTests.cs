using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Training;
using EmotionAI.Training.Data;
using EmotionAI.Training.Features;
using EmotionAI.Training.Heads;

namespace EmotionAI.Tests.Heads;

public sealed class SpeechHeadTrainerTests : IDisposable
{
    private static readonly BootstrapOptions Few = new() { Resamples = 10 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteTo_OfAHead_GivesAFolderThatIsMeasuredAndAnswers()
    {
        var data = SpeechData.EmoDb(static sample => sample with { Split = sample.Speaker is "14" or "15" ? DataSplit.Test : DataSplit.Train });
        var head = SpeechHeadTrainer.Train(data, Options());

        var measured = head.WriteTo(_folder.File("trained"), bootstrap: Few);

        using var classifier = AudioEmotionClassifier.Load(_folder.File("trained/checkpoint"));
        Assert.Equal(data.Labels, classifier.Metadata.Labels);
        Assert.Equal(8, measured.Evaluated.Samples.Count);
        Assert.InRange(measured.Macro.Recall, 0.5, 1);
        Assert.Equal("test", ModelMeta.Read(_folder.File("trained/eval_test/model_meta.json")).Split);
        string[] expected = ["MODEL_CARD.md", "inference_config.json", "labels.json", "model.onnx", "model_meta.json", "preprocessor_config.json"];
        Assert.Equal(expected, Directory.GetFiles(_folder.File("trained/checkpoint")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("CC0-1.0", File.ReadAllText(_folder.File("trained/checkpoint/MODEL_CARD.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hf-wav2vec2-micro", true)]
    [InlineData("hf-hubert-noprojnorm-weighted", false)]
    public void WriteTo_OnAnEncoderOfHuggingFace_GivesOneFolderOfIt(string golden, bool keepsBytes)
    {
        var encoder = Goldens.Path("golden", "audio", "models", golden);
        var data = SpeechData.EmoDb(static sample => sample with { Split = sample.Speaker is "14" or "15" ? DataSplit.Test : DataSplit.Train });
        var options = Options();
        options.Encoder = encoder;

        SpeechHeadTrainer.Train(data, options).WriteTo(_folder.File("trained"), bootstrap: Few);

        using var classifier = AudioEmotionClassifier.Load(_folder.File("trained/checkpoint"));
        Assert.Equal(data.Labels, classifier.Metadata.Labels);
        string[] expected = ["MODEL_CARD.md", "config.json", "inference_config.json", "labels.json", "model.safetensors", "model_meta.json", "preprocessor_config.json"];
        Assert.Equal(expected, Directory.GetFiles(_folder.File("trained/checkpoint")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var written = ModelWeights.Open(_folder.File("trained/checkpoint/model.safetensors"));
        using var original = ModelWeights.Open(Path.Combine(encoder, keepsBytes ? "model.safetensors" : "pytorch_model.bin"));
        Assert.Equal(original.Names.Order(StringComparer.Ordinal), written.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WriteTo_WithTheSameSeed_GivesTheSameBytesWhateverInterruptedIt()
    {
        var options = Options(Augmented());
        SpeechHeadTrainer.Train(SpeechData.EmoDb(), options).WriteTo(_folder.File("one"), bootstrap: Few);
        using var stop = new CancellationTokenSource();
        var stopped = Options(Augmented());
        stopped.CachePath = _folder.File("cache");
        stopped.Progress = new Told(progress =>
        {
            if (progress.Done >= 9)
            {
                stop.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => SpeechHeadTrainer.Train(SpeechData.EmoDb(), stopped, stop.Token));
        stopped.Progress = null;

        var head = SpeechHeadTrainer.Train(SpeechData.EmoDb(), stopped);
        head.WriteTo(_folder.File("two"), bootstrap: Few);

        Assert.Equal(Files("one"), Files("two"));
        Assert.All(Files("one"), file => Assert.Equal(File.ReadAllBytes(_folder.File($"one/{file}")), File.ReadAllBytes(_folder.File($"two/{file}"))));
        Assert.Equal("cross-validation", ModelMeta.Read(_folder.File("two/eval_test/model_meta.json")).Split);
        Assert.Equal(32, head.OutOfFold.Samples.Count);

        string[] Files(string name) => [.. Directory.GetFiles(_folder.File(name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.File(name), file)).Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Train_WithTheTimeUp_SaysWhereItCanGoOn()
    {
        var options = Options();
        (options.TimeLimit, options.CachePath) = (TimeSpan.Zero, _folder.File("cache"));

        var error = Assert.Throws<EmotionAIException>(() => SpeechHeadTrainer.Train(SpeechData.EmoDb(), options));

        Assert.Equal(EmotionErrorCodes.LimitExceeded, error.Code);
        Assert.Contains(_folder.File("cache"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WithUnreadableClips_LeavesThemOutAndNamesThem()
    {
        var broken = _folder.Write("broken.wav", "no sound");
        var data = SpeechData.EmoDb(sample => sample.Id.StartsWith("03a01F", StringComparison.Ordinal) ? sample with { Input = broken } : sample);

        var head = SpeechHeadTrainer.Train(data, Options());

        Assert.Equal(broken, Assert.Single(head.Problems).Path);
        Assert.Equal(31, head.OutOfFold.Samples.Count);
    }

    [Fact]
    public void Train_OnOneSpeaker_WarnsThatFiguresFlatter()
    {
        var head = SpeechHeadTrainer.Train(SpeechData.EmoDb(static sample => sample with { Speaker = "A" }), Options());

        Assert.Contains("one speaker, 'A'", Assert.Single(head.Remarks), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OnOneLabel_IsRefusedWithItsCount()
    {
        var error = Assert.Throws<EmotionAIException>(() => SpeechHeadTrainer.Train(SpeechData.EmoDb(static sample => sample with { Labels = ["anger"] }), Options()));

        Assert.Contains("found anger 32", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Train_OnTexts_NamesTheOtherTrainer() =>
        Assert.Contains(nameof(TextHeadTrainer), Assert.Throws<EmotionAIException>(() => SpeechHeadTrainer.Train(TextData.GoEmotions(10, 0, 0), Options())).Message, StringComparison.Ordinal);

    [Fact]
    public void WriteTo_WhereSomethingIs_RefusesAndLeavesItAlone()
    {
        Directory.CreateDirectory(_folder.File("there"));
        _folder.Write("there/note.txt", "mine");
        var head = SpeechHeadTrainer.Train(SpeechData.EmoDb(), Options());

        Assert.Throws<EmotionAIException>(() => head.WriteTo(_folder.File("there"), bootstrap: Few));

        Assert.Equal(["note.txt"], Directory.GetFileSystemEntries(_folder.File("there")).Select(Path.GetFileName));
        Assert.Equal(["there"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    private static SpeechAugmentation Augmented() => new() { Copies = 1 };

    private static SpeechHeadOptions Options(SpeechAugmentation? augmentation = null) => new()
    {
        Encoder = Goldens.Path("models", "audio", "checkpoint"),
        Strengths = [0.1, 0.01],
        Folds = 4,
        DrawsLearningCurve = false,
        Augmentation = augmentation,
    };

    private sealed class Told(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => tell(value);
    }
}
