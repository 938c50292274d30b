using EmotionAI.Evaluation;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Evaluation.Thresholds;
using EmotionAI.Formats;
using EmotionAI.Text;
using EmotionAI.Training.Data;
using EmotionAI.Training.Torch.Running;
using EmotionAI.Training.Torch.Text;
using EmotionAI.Training.Torch.Writing;

namespace EmotionAI.Training.Torch;

/// <summary>Fine-tunes a text model of BERT's kind on texts with labels, and writes the folder that transformers and the SDK read.</summary>
/// <remarks>
/// Families: bert, roberta, xlm-roberta, camembert, distilbert, electra. One training at a time in a process: torch's random numbers and threads are the process's.
/// With the same seed, data and version, one thread gives the same bytes on the same kind of processor; a training that went on from a checkpoint gives them too.
/// </remarks>
/// <example><code>
/// var result = new TextFineTuner("models/all-minilm-l6-v2").Train(PreparedDataset.Read("data/tickets"), "models/tickets");
/// Console.WriteLine($"macro-F1 on dev {result.MacroF1:F3}");
/// </code></example>
public sealed class TextFineTuner
{
    private const double Tolerance = 1e-5;
    private const ulong NewWeights = 3;
    private const ulong LoraValues = 4;

    private readonly string _baseDirectory;
    private readonly TextFineTuningOptions _options;

    /// <summary>Prepares a training.</summary>
    /// <param name="baseDirectory">The folder of the base model: <c>config.json</c>, weights, tokenizer; a head is not needed.</param>
    /// <param name="options">How to train; null for the usual values. They are copied.</param>
    /// <exception cref="EmotionAIException">An option has a value that is not allowed.</exception>
    public TextFineTuner(string baseDirectory, TextFineTuningOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(baseDirectory);
        (_baseDirectory, _options) = (baseDirectory, (TextFineTuningOptions)(options ?? new TextFineTuningOptions()).Copy());
        _options.Validate();
    }

    /// <summary>Trains, and writes the model once the SDK has loaded it and agreed with the trainer on held-out texts, |Δscore| ≤ 1e-5.</summary>
    /// <param name="data">The texts: train to learn from, dev (where there is one) to choose the best weights and fit thresholds.</param>
    /// <param name="outputDirectory">The folder: the model is in <c>model</c>, its figures on test (where there is such data) in <c>eval_test</c>, the curve in <c>training</c>.</param>
    /// <param name="progress">Receives each step; null for nobody.</param>
    /// <param name="cancellationToken">Ends the training; with a checkpoint folder the same call goes on later.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="EmotionAIException">The base model, the data or the options cannot be used, torch cannot be loaded here, the training came apart, or the folder cannot be written.</exception>
    public TrainingResult Train(PreparedDataset data, string outputDirectory, IProgress<TrainingStep>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(outputDirectory);
        var train = TrainingData.Require(data, isAudio: false);
        if (_options.ClassWeights is { } weights && weights.Count != data.Labels.Count)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"ClassWeights has {weights.Count} weights; {data.Labels.Count} are allowed, one for each label."));
        }

        AtomicFolder.Check(outputDirectory, _options.Overwrite);
        var settings = TextSettings.Read(_baseDirectory);
        var tokenizer = TextTokenizer.Load(_baseDirectory);
        var maxLength = Math.Min(_options.MaxLength, settings.MaxLength);
        TextSamples Encode(IReadOnlyList<PreparedSample> samples) => TextSamples.Encode(data, samples, tokenizer, maxLength, _options.ProblemType);
        var (trainSamples, devSamples) = (Encode(train), Encode(data.Of(DataSplit.Dev)));
        using var run = TorchRun.Begin(_options.Threads);
        using var store = new WeightStore();
        var newLayers = BaseWeights.Read(_baseDirectory, settings, data.Labels, _options.Head, SplitMix.Of(_options.Seed, NewWeights, 0), store);
        CheckVocabulary(settings, store, trainSamples, devSamples);
        var lora = Prepare(store, settings);
        var task = new TextTask(settings, _options, store, lora, trainSamples, devSamples, tokenizer.PadTokenId ?? settings.PaddingId);
        using var loop = new TrainingLoop(task, _options, TrainingMeta.Fingerprint(data, _options, store), isCosine: false);
        var end = loop.Run(progress, cancellationToken);
        lora?.Merge();
        if (_options.HalfPrecision)
        {
            store.RoundToHalf();
        }

        return Export(data, outputDirectory, settings, tokenizer, task, loop, devSamples).Write(outputDirectory, end, cancellationToken) with { NewLayers = newLayers };
    }

    private TrainedFolder Export(PreparedDataset data, string output, TextSettings settings, TextTokenizer tokenizer, TextTask task, TrainingLoop loop, TextSamples dev)
    {
        PreparedSample[] heldOut = [.. (dev.Count > 0 ? data.Of(DataSplit.Dev) : data.Of(DataSplit.Train)).Take(TrainedFolder.Inputs)];
        var maxLength = Math.Min(_options.MaxLength, settings.MaxLength);
        var thresholds = dev.Count > 0 && _options.ProblemType == ProblemType.MultiLabel ? Thresholds(dev, task.Scores(dev.Ids)) : null;
        var meta = TrainingMeta.Describe(_options.LoraRank is null ? "fine-tune" : "fine-tune, LoRA", BaseName(), data, _options, output, loop.State);
        return new TrainedFolder
        {
            Name = "model",
            Files = TextFolder.Write(_baseDirectory, settings, data, _options, task.Weights, maxLength, thresholds, meta),
            Tolerance = Tolerance,
            Expected = task.Scores(TextSamples.Encode(data, heldOut, tokenizer, maxLength, _options.ProblemType).Ids),
            Answer = folder => Answer(folder, data.Labels, heldOut),
            Ask = Ask,
            Data = data,
            Options = _options,
            Meta = meta,
            Loop = loop,
        };
    }

    /// <summary>Gives the name of the base model: what it says itself, else that of its folder.</summary>
    private string BaseName()
    {
        var meta = Path.Combine(_baseDirectory, ModelMeta.FileName);
        return (File.Exists(meta) ? ModelMeta.Read(meta).ModelName : null) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(_baseDirectory)));
    }

    private EvaluatedModel Ask(string folder, IReadOnlyList<PreparedSample> samples)
    {
        using var classifier = TextEmotionClassifier.Load(folder, new TextEmotionOptions { Threads = _options.Threads });
        return TestAnswer.Of(samples, classifier.Metadata, sample => classifier.Classify(sample.Input));
    }

    private static double[] Thresholds(TextSamples dev, float[] scores)
    {
        byte[] truth = [.. dev.AllTargets.ToArray().Select(target => (byte)target)];
        return ThresholdFitting.Fit(new LabelMatrix(truth, dev.Labels), new ScoreMatrix(scores, dev.Labels));
    }

    private static float[] Answer(string folder, EmotionLabels labels, IEnumerable<PreparedSample> samples)
    {
        using var classifier = TextEmotionClassifier.Load(folder, new TextEmotionOptions { Threads = 1 });
        return [.. samples.SelectMany(sample => classifier.Classify(sample.Input) is var answer ? labels.Select(label => answer[label]) : [])];
    }

    private LoraWeights? Prepare(WeightStore store, TextSettings settings)
    {
        if (_options.FreezeEmbeddings)
        {
            store.Freeze($"{settings.Family.Prefix}embeddings.word_embeddings.weight");
        }

        return _options.LoraRank is { } rank ? new LoraWeights(store, settings, rank, _options.LoraAlpha, SplitMix.Of(_options.Seed, LoraValues, 0)) : null;
    }

    /// <summary>Refuses ids for which the model has no row: torch would stop the process's work with an error of its own.</summary>
    private void CheckVocabulary(TextSettings settings, WeightStore store, params ReadOnlySpan<TextSamples> parts)
    {
        var rows = store[$"{settings.Family.Prefix}embeddings.word_embeddings.weight"].shape[0];
        foreach (var part in parts)
        {
            if (part.Ids.SelectMany(ids => ids).DefaultIfEmpty().Max() is var largest && largest >= rows)
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, _baseDirectory, Invariant($"the tokenizer gives the id {largest}"), Invariant($"0 to {rows - 1}, the rows of the word embeddings, are"));
            }
        }
    }
}
