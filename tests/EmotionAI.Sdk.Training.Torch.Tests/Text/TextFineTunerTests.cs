using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Text;
using EmotionAI.Training.Data;
using EmotionAI.Training.Torch;
using Xunit.Abstractions;

namespace EmotionAI.Tests.Text;

public sealed class TextFineTunerTests(ITestOutputHelper output)
{
    private const double MostCpuSeconds = 60;

    [TorchFact]
    public void Train_TheShippedEncoderFromANewHead_LosesAThirdOfItsLossInTenSteps()
    {
        using var folder = new TemporaryFolder();
        var losses = new Losses();
        var options = new TextFineTuningOptions { LearningRate = 1e-4, HeadLearningRate = 0.05, Steps = 10, BatchSize = 32, MaxLength = 64, WarmUpShare = 0.1 };
        var before = Process.GetCurrentProcess().TotalProcessorTime;

        var result = new TextFineTuner(Goldens.Path("models", "text", "model"), options).Train(GoEmotions(320), folder.File("out"), losses);

        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        output.WriteLine(FormattableString.Invariant($"loss {losses.Values[0]:F3} to {losses.Values[^1]:F3}, {seconds:F1} CPU-s, reload difference {result.ReloadDifference:G3}"));
        Assert.Equal(10, result.Steps);
        Assert.All(losses.Values, loss => Assert.True(double.IsFinite(loss)));
        Assert.InRange(losses.Values[^1], 0, 0.7 * losses.Values[0]);
        Assert.InRange(seconds, 0, MostCpuSeconds);
        Assert.InRange(result.ReloadDifference, 0, 1e-5);
    }

    [TorchFact]
    public void Train_Tiny_WritesAFolderThatTheSdkReads()
    {
        using var folder = new TemporaryFolder();

        var result = new TextFineTuner(TinyTraining.BaseDirectory, TinyTraining.Options()).Train(TinyTraining.Data(test: 6), folder.File("out"));

        Assert.Equal((12, TrainingEnd.Completed, 0, 12), (result.Steps, result.End, result.ResumedFrom, result.CheckedInputs));
        Assert.Equal(["classifier"], result.NewLayers);
        Assert.Equal([5, 10, 12], result.Curve.Select(point => point.Step));
        Assert.InRange(result.MacroF1!.Value, 0.3, 1);
        using var classifier = TextEmotionClassifier.Load(folder.File("out/model"));
        Assert.Empty(classifier.Warnings);
        Assert.Equal(TinyTraining.Labels, classifier.Metadata.Labels);
        Assert.Equal((ProblemType.MultiLabel, 24), (classifier.Metadata.ProblemType, classifier.Metadata.MaxLength!.Value));
        Assert.Equal(
            [
                "eval_test/", "model/MODEL_CARD.md", "model/config.json", "model/inference_config.json", "model/labels.json", "model/model.safetensors", "model/model_meta.json", "model/tokenizer.json", "model/tokenizer_config.json",
                "training/curve.csv", "training/curve.svg",
            ],
            Files(folder.File("out")).Select(name => name.StartsWith("eval_test/", StringComparison.Ordinal) ? "eval_test/" : name).Distinct());
        Assert.Equal(6, result.Measurement!.Evaluated.Samples.Count);
        Assert.Equal(File.ReadAllText(folder.File("out/model/labels.json")), File.ReadAllText(folder.File("out/eval_test/labels.json")));
        using var meta = JsonDocument.Parse(File.ReadAllBytes(folder.File("out/model/model_meta.json")));
        Assert.Equal(("out", "made", "fine-tune"), (Text(meta, "model_name"), Text(meta, "dataset"), Text(meta, "method")));
        Assert.Equal(TinyTraining.Data(test: 6).Fingerprint, Text(meta, "data_fingerprint"));
    }

    [TorchFact]
    public void Train_OneLabelForEachText_GivesScoresThatSumToOne()
    {
        using var folder = new TemporaryFolder();
        var options = TinyTraining.Options();
        (options.ProblemType, options.ClassWeights, options.FocalGamma, options.LabelSmoothing, options.LayerDecay) = (ProblemType.SingleLabel, [1, 2, 1], 1, 0.1, 0.8);

        new TextFineTuner(TinyTraining.BaseDirectory, options).Train(TinyTraining.Data(isSingle: true), folder.File("out"));

        using var classifier = TextEmotionClassifier.Load(folder.File("out/model"));
        Assert.Equal(ProblemType.SingleLabel, classifier.Metadata.ProblemType);
        Assert.Equal(1, classifier.Classify("what if it goes wrong").Scores.Sum(score => score.Score), 1e-5);
    }

    [TorchFact]
    public void Train_InHalfPrecision_WritesHalfTheBytesAndAnswersAsTheTrainer()
    {
        using var folder = new TemporaryFolder();
        var options = TinyTraining.Options();
        new TextFineTuner(TinyTraining.BaseDirectory, options).Train(TinyTraining.Data(), folder.File("single"));
        options.HalfPrecision = true;

        var result = new TextFineTuner(TinyTraining.BaseDirectory, options).Train(TinyTraining.Data(), folder.File("half"));

        Assert.InRange(result.ReloadDifference, 0, 1e-5);
        Assert.InRange((double)Length("half") / Length("single"), 0.4, 0.65);
        Assert.Contains("\"float16\"", File.ReadAllText(folder.File("half/model/config.json")), StringComparison.Ordinal);

        long Length(string name) => new FileInfo(folder.File($"{name}/model/model.safetensors")).Length;
    }

    [TorchFact]
    public void Train_TwiceWithOneSeed_GivesTheSameBytes()
    {
        using var folder = new TemporaryFolder();

        Train(folder.File("first/model"), TinyTraining.Options());
        Train(folder.File("second/model"), TinyTraining.Options());
        var other = TinyTraining.Options();
        other.Seed = 8;
        Train(folder.File("third/model"), other);

        Assert.All(Files(folder.File("first/model")), name => Assert.Equal(File.ReadAllBytes(folder.File($"first/model/{name}")), File.ReadAllBytes(folder.File($"second/model/{name}"))));
        Assert.NotEqual(File.ReadAllBytes(folder.File("first/model/model/model.safetensors")), File.ReadAllBytes(folder.File("third/model/model/model.safetensors")));
    }

    [TorchFact]
    public void Train_KilledHalfWay_GoesOnToTheSameResult()
    {
        using var folder = new TemporaryFolder();
        Train(folder.File("whole/model"), TinyTraining.Options());
        using var process = Program.Start("train", folder.File("killed/model"), folder.File("checkpoints"));
        while (process.StandardOutput.ReadLine() is { } line && line != "step 7")
        {
        }

        process.Kill();
        process.WaitForExit();
        Assert.False(Directory.Exists(folder.File("killed/model")));

        var result = Train(folder.File("killed/model"), TinyTraining.Options(folder.File("checkpoints")));

        Assert.InRange(result.ResumedFrom, 6, 10);
        Assert.Equal(12, result.Steps);
        Assert.All(Files(folder.File("whole/model")), name => Assert.Equal(File.ReadAllBytes(folder.File($"whole/model/{name}")), File.ReadAllBytes(folder.File($"killed/model/{name}"))));
    }

    [TorchFact]
    public void Train_OtherOptionsThanTheCheckpoint_AreRefused()
    {
        using var folder = new TemporaryFolder();
        Train(folder.File("out"), TinyTraining.Options(folder.File("checkpoints")));
        var options = TinyTraining.Options(folder.File("checkpoints"));
        options.LearningRate = 2e-3;

        var fault = Assert.Throws<EmotionAIException>(() => Train(folder.File("other"), options));

        Assert.Contains("other data, another base model or other options", fault.Message);
        Assert.False(Directory.Exists(folder.File("other")));
    }

    [TorchFact]
    public void Train_Cancelled_KeepsItsStepAndWritesNoModel()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var options = TinyTraining.Options(folder.File("checkpoints"));
        var stop = new Losses(step => { if (step == 3) { cancellation.Cancel(); } });

        Assert.Throws<OperationCanceledException>(() => new TextFineTuner(TinyTraining.BaseDirectory, options).Train(TinyTraining.Data(), folder.File("out"), stop, cancellation.Token));

        Assert.Equal(["step-00000003"], Directory.GetDirectories(folder.File("checkpoints")).Select(Path.GetFileName));
        Assert.False(Directory.Exists(folder.File("out")));
        Assert.Equal(3, Train(folder.File("out"), options).ResumedFrom);
    }

    [TorchFact]
    public void Train_WithLora_ChangesQueriesAndValuesOnly()
    {
        using var folder = new TemporaryFolder();
        var options = TinyTraining.Options();
        options.LoraRank = 2;

        Train(folder.File("out"), options);

        Assert.True(IsKept(folder, "bert.encoder.layer.1.attention.self.key.weight"));
        Assert.True(IsKept(folder, "bert.embeddings.word_embeddings.weight"));
        Assert.False(IsKept(folder, "bert.encoder.layer.1.attention.self.query.weight"));
        using var weights = ModelWeights.Open(folder.File("out/model"));
        Assert.DoesNotContain(weights.Names, name => name.Contains("lora", StringComparison.Ordinal));
    }

    [TorchFact]
    public void Train_WithFrozenEmbeddings_KeepsTheWordsOnly()
    {
        using var folder = new TemporaryFolder();
        var options = TinyTraining.Options();
        options.FreezeEmbeddings = true;

        Train(folder.File("out"), options);

        Assert.True(IsKept(folder, "bert.embeddings.word_embeddings.weight"));
        Assert.False(IsKept(folder, "bert.embeddings.position_embeddings.weight"));
    }

    [TorchFact]
    public void Train_ThatGetsNoBetter_StopsEarlyWithTheBestWeights()
    {
        using var folder = new TemporaryFolder();
        var options = TinyTraining.Options();
        (options.LearningRate, options.EvaluationSteps, options.Patience) = (1e-9, 2, 1);

        var result = Train(folder.File("out"), options);

        Assert.Equal((4, 2, TrainingEnd.EarlyStopping), (result.Steps, result.BestStep, result.End));
    }

    [TorchFact]
    public void Train_WithoutTime_WritesWhatThereIs()
    {
        using var folder = new TemporaryFolder();
        var options = TinyTraining.Options();
        (options.Steps, options.EvaluationSteps, options.TimeLimit) = (100_000, 100_000, TimeSpan.FromSeconds(1));

        var result = Train(folder.File("out"), options);

        Assert.Equal(TrainingEnd.TimeLimit, result.End);
        Assert.InRange(result.Steps, 1, 99_999);
        Assert.NotNull(result.MacroF1);
    }

    [TorchFact]
    public void Train_AGivenHead_BeginsWithIt()
    {
        using var folder = new TemporaryFolder();
        var head = new TextHead(new float[3 * 40], new[] { 5f, -5f, 0f });
        var options = TinyTraining.Options();
        (options.Head, options.LearningRate) = (head, 1e-9);

        Train(folder.File("out"), options);

        using var classifier = TextEmotionClassifier.Load(folder.File("out/model"));
        Assert.All(new[] { 5, -5, 0 }.Zip(classifier.Classify("love").Logits), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [TorchFact]
    public void Train_TooFast_SaysThatItCameApart()
    {
        using var folder = new TemporaryFolder();
        var options = TinyTraining.Options();
        options.Head = new TextHead(Enumerable.Repeat(3e38f, 3 * 40).ToArray(), new float[3]);

        var fault = Assert.Throws<EmotionAIException>(() => Train(folder.File("out"), options));

        Assert.Contains("came apart at step 1", fault.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private static TrainingResult Train(string output, TextFineTuningOptions options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);
        return new TextFineTuner(TinyTraining.BaseDirectory, options).Train(TinyTraining.Data(), output);
    }

    private static bool IsKept(TemporaryFolder folder, string name)
    {
        using var before = ModelWeights.Open(TinyTraining.BaseDirectory);
        using var after = ModelWeights.Open(folder.File("out/model"));
        return before.TryRead(name, out var old, out _) && after.TryRead(name, out var current, out _) && old.SequenceEqual(current);
    }

    private static string[] Files(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static string? Text(JsonDocument json, string key) => json.RootElement.GetProperty(key).GetString();

    /// <summary>Reads rows of GoEmotions, with the labels in another order than the shipped model's so that its head is of no use.</summary>
    private static PreparedDataset GoEmotions(int rows)
    {
        var labels = EmotionLabels.GoEmotions;
        var lines = File.ReadLines(Goldens.Path("data", "text", "goemotions", "train.tsv")).Take(rows).Select(line => line.Split('\t'));
        return new PreparedDataset(isAudio: false, new EmotionLabels(labels.Reverse()), [.. lines.Select(cells => new PreparedSample
        {
            Id = cells[2],
            Input = cells[0],
            Labels = [.. cells[1].Split(',').Select(id => labels[int.Parse(id, CultureInfo.InvariantCulture)])],
        })]);
    }

    private sealed class Losses(Action<int>? onStep = null) : IProgress<TrainingStep>
    {
        public List<double> Values { get; } = [];

        public void Report(TrainingStep value)
        {
            Values.Add(value.Loss);
            onStep?.Invoke(value.Step);
        }
    }
}
