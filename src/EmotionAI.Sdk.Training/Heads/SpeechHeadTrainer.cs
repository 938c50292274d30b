using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;
using EmotionAI.Training.Data;
using EmotionAI.Training.Features;
using EmotionAI.Training.Writing;

namespace EmotionAI.Training.Heads;

/// <summary>Trains a speech model from recordings in a minute: a frozen encoder, and one linear layer fitted by multinomial logistic regression.</summary>
/// <remarks>Safe for concurrent use. The strength of the regularization and the temperature come from cross-validation in which a speaker is in one fold alone. The same data, options and seed give the same bytes.</remarks>
/// <example><code>
/// var data = PreparedDataset.Read("prepared/clips");
/// var head = SpeechHeadTrainer.Train(data);
/// Console.WriteLine($"macro recall {head.WriteTo("models/my-speech").Macro.Recall:0.000}");
/// </code></example>
public static class SpeechHeadTrainer
{
    /// <summary>Trains on the parts <see cref="DataSplit.Train"/> and <see cref="DataSplit.Dev"/>; <see cref="DataSplit.Test"/> is left for <see cref="TrainedHead.WriteTo"/> to measure.</summary>
    /// <param name="data">The recordings.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the training early.</param>
    /// <returns>The head, not written yet.</returns>
    /// <exception cref="EmotionAIException">The data holds texts, fewer than two labels, or no recording that can be read; or the time is up.</exception>
    /// <exception cref="ModelBundleException">The encoder's folder has faults; all of them are listed.</exception>
    public static TrainedHead Train(PreparedDataset data, SpeechHeadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SpeechHeadOptions();
        Check(data, options);
        var directory = EncoderFolder.Find(options.Encoder, ModelModality.Audio);
        using var encoder = AudioEncoder.Load(directory, options.EncoderOptions);
        List<DatasetProblem> problems = [.. data.Problems];
        List<string> remarks = [.. data.Remarks];
        var learned = TrainingSamples.Of(data, [DataSplit.Train, DataSplit.Dev], problems);
        var (samples, features) = new SpeechFeatures(encoder, WeightsFingerprint.Compute(directory), options).Compute(learned, problems, cancellationToken);
        TrainingSamples.Check(samples, data.Labels, remarks, isSpeech: true);
        var training = new HeadTraining(data.Labels, ProblemType.SingleLabel, options);
        var fit = training.Train(samples, features, options.IsBalanced, cancellationToken);
        var outOfFold = training.Evaluate(samples, fit.Truth, fit.OutOfFoldScores, thresholds: null, EncoderFolder.NameOf(options, directory));
        return new TrainedHead(data, directory, options, fit, outOfFold, new SpeechHeadFolder(directory, [.. options.Decoders]))
        {
            Problems = problems,
            Remarks = remarks,
        };
    }

    /// <summary>Estimates what <see cref="Train"/> with these options takes here; a few recordings are encoded for it.</summary>
    /// <param name="data">The recordings.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Time, memory and the number of clips to encode.</returns>
    /// <exception cref="EmotionAIException">The data holds texts or nothing to learn from, or the recordings that were tried cannot be read.</exception>
    /// <exception cref="ModelBundleException">The encoder's folder has faults; all of them are listed.</exception>
    public static TrainingForecast Forecast(PreparedDataset data, SpeechHeadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SpeechHeadOptions();
        Check(data, options);
        using var encoder = AudioEncoder.Load(EncoderFolder.Find(options.Encoder, ModelModality.Audio), options.EncoderOptions);
        var learned = TrainingSamples.Of(data, [DataSplit.Train, DataSplit.Dev], []);
        var encoding = HeadForecast.Time(learned, sample => encoder.Encode(encoder.Decode(sample.Input, cancellationToken), cancellationToken));
        var encodings = learned.Count * (1 + (options.Augmentation?.Copies ?? 0));
        return new HeadForecast(options, encodings, encoder.Dimensions, data.Labels.Count).After(encodings, encoding / Math.Min(options.ThreadCount, Environment.ProcessorCount));
    }

    private static void Check(PreparedDataset data, SpeechHeadOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        options.Validate();
        DataSense.Require(data, isAudio: true, $"{nameof(TextHeadTrainer)} trains on texts.");
    }
}
