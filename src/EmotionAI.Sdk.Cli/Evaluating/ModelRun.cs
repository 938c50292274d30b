using System.Diagnostics;
using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Cli.Output;
using EmotionAI.Cli.Running;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Formats;
using EmotionAI.Text;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Takes data through the model of a folder, text or speech, with progress.</summary>
internal sealed class ModelRun
{
    private const int ClipsOfPortion = 16;

    /// <summary>Gets the folder, checked.</summary>
    public required ModelBundle Bundle { get; init; }

    /// <summary>Gets the decision rule in place of the model's own; null for that.</summary>
    public ClassificationOptions? Decision { get; init; }

    /// <summary>Gets the precision of a text model's linear layers.</summary>
    public Precision Precision { get; init; }

    /// <summary>Gets the decoders of recordings whose formats are not built in.</summary>
    public IReadOnlyList<IAudioDecoder> Decoders { get; init; } = AudioCodecs.All;

    /// <summary>Gets the threads of one run; null for one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>Gets the file that keeps the answers of an interrupted run; null for none.</summary>
    public string? ResumePath { get; init; }

    public required CommandConsole Console { get; init; }

    /// <summary>Gets the SHA-256 of the weights.</summary>
    public string WeightsSha256 { get; private set; } = "";

    public bool IsAudio => Bundle.Modality == ModelModality.Audio;

    /// <summary>Gets what the texts are like that this run answered.</summary>
    public List<TextQuality> TextQualities { get; } = [];

    /// <summary>Gets the seconds of audio that were read.</summary>
    public double AudioSeconds { get; private set; }

    /// <summary>Gets the number of samples that this run answered; an interrupted one before may have answered others.</summary>
    public int Answered { get; private set; }

    /// <summary>Gets how long the model ran.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <exception cref="EmotionAIException">No sample is left, the model fails, or, in strict mode, any fault.</exception>
    public EvaluatedModel Evaluate(Dataset data, LabelMap map, bool isStrict, CancellationToken cancellationToken)
    {
        WeightsSha256 = WeightsFingerprint.Compute(Bundle.ModelDirectory);
        var progress = new ProgressLine(Console, IsAudio ? "clips" : "texts", data.Samples.Count);
        var options = new EvaluationOptions
        {
            LabelMap = map,
            Decision = Decision,
            IsStrict = isStrict,
            ResumePath = ResumePath,
            ResumeKey = Invariant($"{WeightsSha256} {data.Fingerprint} {Decision?.Threshold} {Decision?.TopK}"),
            Progress = progress,
        };
        var watch = Stopwatch.StartNew();
        try
        {
            return IsAudio ? EvaluateAudio(data, options, cancellationToken) : EvaluateText(data, options, cancellationToken);
        }
        finally
        {
            Elapsed = watch.Elapsed;
            Answered = progress.Advanced;
            progress.Clear();
        }
    }

    private EvaluatedModel EvaluateText(Dataset data, EvaluationOptions options, CancellationToken cancellationToken)
    {
        using var classifier = TextEmotionClassifier.Load(Bundle, new TextEmotionOptions { Threads = Threads, Precision = Precision });
        return Evaluate(classifier, "texts", counted => ModelEvaluation.Run(counted, data, options, cancellationToken));
    }

    private EvaluatedModel EvaluateAudio(Dataset data, EvaluationOptions options, CancellationToken cancellationToken)
    {
        options.PortionSize = ClipsOfPortion;
        using var classifier = AudioEmotionClassifier.Load(Bundle, new AudioEmotionOptions { Threads = Threads, Decoders = [.. Decoders] });
        using var warnings = new ClipWarnings(Console);
        return Evaluate(classifier, "clips", counted => ModelEvaluation.Run(counted, data, sample => Decode(sample, classifier, warnings, cancellationToken), options, cancellationToken));
    }

    private EvaluatedModel Evaluate<T>(IEmotionClassifier<T> classifier, string unit, Func<IEmotionClassifier<T>, EvaluatedModel> run)
    {
        var partial = new PartialInputCount(Console, unit);
        try
        {
            return run(new CountedClassifier<T>(classifier, partial, TextQualities));
        }
        finally
        {
            partial.Write(classifier.Metadata);
        }
    }

    private AudioClip Decode(DatasetSample sample, AudioEmotionClassifier classifier, ClipWarnings warnings, CancellationToken cancellationToken)
    {
        var clip = classifier.Decode(sample.Input, cancellationToken);
        warnings.Add(sample.Input, clip);
        AudioSeconds += clip.Duration.TotalSeconds;
        return clip;
    }
}
