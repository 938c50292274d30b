using EmotionAI.Audio;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Formats;
using EmotionAI.Training.Data;
using EmotionAI.Training.Torch.Audio;
using EmotionAI.Training.Torch.Running;
using EmotionAI.Training.Torch.Writing;

namespace EmotionAI.Training.Torch;

/// <summary>Trains SpeechBrain's ECAPA-TDNN on recordings with labels, from nothing, and writes the folder that SpeechBrain and the SDK read.</summary>
/// <remarks>
/// One training at a time in a process: torch's random numbers and threads are the process's. With the same seed, data and version, one thread gives the same bytes on the same kind of processor.
/// All recordings are held in memory, 230 MB an hour. A few hundred clips are better served by a head on a frozen encoder: this network begins with no knowledge of speech.
/// </remarks>
/// <example><code>
/// var result = new EcapaTrainer().Train(PreparedDataset.Read("data/ravdess"), "models/ravdess-ecapa");
/// Console.WriteLine($"macro-F1 on dev {result.MacroF1:F3}");
/// </code></example>
public sealed class EcapaTrainer
{
    private const double Tolerance = 1e-4;
    private const ulong NewWeights = 3;

    private readonly EcapaOptions _options;

    /// <summary>Prepares a training.</summary>
    /// <param name="options">How to train; null for the usual values. They are copied.</param>
    /// <exception cref="EmotionAIException">An option has a value that is not allowed.</exception>
    public EcapaTrainer(EcapaOptions? options = null)
    {
        _options = (EcapaOptions)(options ?? new EcapaOptions()).Copy();
        _options.Validate();
    }

    /// <summary>Trains, and writes the model once the SDK has loaded it and agreed with the trainer on held-out clips, |Δscore| ≤ 1e-4.</summary>
    /// <param name="data">The recordings: train to learn from, dev (where there is one) to choose the best weights.</param>
    /// <param name="outputDirectory">The folder: the model is in <c>checkpoint</c>, its figures on test (where there is such data) in <c>eval_test</c>, the curve in <c>training</c>.</param>
    /// <param name="progress">Receives each step; null for nobody.</param>
    /// <param name="cancellationToken">Ends the training; with a checkpoint folder the same call goes on later.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="EmotionAIException">The data or the options cannot be used, torch cannot be loaded here, the training came apart, or the folder cannot be written.</exception>
    public TrainingResult Train(PreparedDataset data, string outputDirectory, IProgress<TrainingStep>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(outputDirectory);
        var train = TrainingData.Require(data, isAudio: true);
        AtomicFolder.Check(outputDirectory, _options.Overwrite);
        using var run = TorchRun.Begin(_options.Threads);
        var features = new SpeechFeatures(_options.MelBands, [.. _options.Decoders]);
        var (trainSamples, devSamples) = (SpeechSamples.Read(data, train, features, cancellationToken), SpeechSamples.Read(data, data.Of(DataSplit.Dev), features, cancellationToken));
        var shape = EcapaShape.Of(_options);
        using var store = new WeightStore();
        EcapaWeights.Add(shape, data.Labels.Count, SplitMix.Of(_options.Seed, NewWeights, 0), store);
        var task = new EcapaTask(_options, shape, store, features, trainSamples, devSamples, data.Labels.Count);
        using var loop = new TrainingLoop(task, _options, TrainingMeta.Fingerprint(data, _options, store), isCosine: true);
        var end = loop.Run(progress, cancellationToken);
        float[][] heldOut = [.. (devSamples.Clips.Count > 0 ? devSamples : trainSamples).Clips.Take(TrainedFolder.Inputs)];
        var meta = TrainingMeta.Describe("ecapa", null, data, _options, outputDirectory, loop.State, features.SampleRate);
        var folder = new TrainedFolder
        {
            Name = "checkpoint",
            Files = EcapaFolder.Write(shape, _options, data.Labels, store, meta, features.SampleRate),
            Tolerance = Tolerance,
            Expected = task.Scores([.. heldOut.Select(clip => features.Compute(clip))], cancellationToken),
            Answer = directory => Answer(directory, data.Labels, heldOut, features.SampleRate),
            Ask = Ask,
            Data = data,
            Options = _options,
            Meta = meta,
            Loop = loop,
        };
        return folder.Write(outputDirectory, end, cancellationToken);
    }

    private EvaluatedModel Ask(string folder, IReadOnlyList<PreparedSample> samples)
    {
        using var classifier = AudioEmotionClassifier.Load(folder, new AudioEmotionOptions { Threads = _options.Threads, Decoders = [.. _options.Decoders] });
        return TestAnswer.Of(samples, classifier.Metadata, sample => classifier.ClassifyFile(sample.Input));
    }

    private static float[] Answer(string folder, EmotionLabels labels, float[][] clips, int sampleRate)
    {
        using var classifier = AudioEmotionClassifier.Load(folder, new AudioEmotionOptions { Threads = 1 });
        return [.. clips.SelectMany(clip => classifier.Classify(new AudioClip(clip, sampleRate)) is var answer ? labels.Select(label => answer[label]) : [])];
    }
}
