using EmotionAI.Bundles;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Thresholds;
using EmotionAI.Formats;
using EmotionAI.Text;
using EmotionAI.Training.Data;
using EmotionAI.Training.Features;
using EmotionAI.Training.Writing;

namespace EmotionAI.Training.Heads;

/// <summary>Trains the last layer of a text model on a frozen encoder: one logistic regression for each label, or one multinomial where a text has one label.</summary>
/// <remarks>Safe for concurrent use. A head alone is a start: it reads what the encoder was trained to see. The same data, options and seed give the same bytes.</remarks>
/// <example><code>
/// var data = PreparedDataset.Read("prepared/goemotions");
/// var head = TextHeadTrainer.Train(data, new TextHeadOptions { Encoder = "models/all-minilm-l6-v2" });
/// Console.WriteLine($"macro F1 {head.WriteTo("models/my-text").Macro.F1:0.000}");
/// </code></example>
public static class TextHeadTrainer
{
    /// <summary>How many texts are encoded to time it.</summary>
    private const int TimedTexts = 128;

    /// <summary>Trains on the part <see cref="DataSplit.Train"/>; thresholds are fitted on <see cref="DataSplit.Dev"/>, or where there is none on what the folds answered; <see cref="DataSplit.Test"/> is left for <see cref="TrainedHead.WriteTo"/> to measure.</summary>
    /// <param name="data">The texts.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the training early.</param>
    /// <returns>The head, not written yet.</returns>
    /// <exception cref="EmotionAIException">The data holds recordings, fewer than two labels, or the encoder has no trained layer that a classifier reads; or the time is up.</exception>
    /// <exception cref="ModelBundleException">The encoder's folder has faults; all of them are listed.</exception>
    public static TrainedHead Train(PreparedDataset data, TextHeadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TextHeadOptions();
        Check(data, options);
        var directory = EncoderFolder.Find(options.Encoder, ModelModality.Text);
        using var encoder = Load(directory, options);
        List<DatasetProblem> problems = [.. data.Problems];
        List<string> remarks = [.. data.Remarks];
        var samples = TrainingSamples.Of(data, [DataSplit.Train], problems);
        TrainingSamples.Check(samples, data.Labels, remarks, isSpeech: false);
        var problemType = options.ProblemType ?? (data.Samples.All(sample => sample.Labels.Count == 1) ? ProblemType.SingleLabel : ProblemType.MultiLabel);
        var training = new HeadTraining(data.Labels, problemType, options);
        var source = new TextFeatures(encoder, WeightsFingerprint.Compute(directory), options);
        var fit = training.Train(samples, source.Compute(samples, cancellationToken), isBalanced: false, cancellationToken);
        var thresholds = problemType == ProblemType.MultiLabel ? FitThresholds(data, fit, training, source, cancellationToken) : null;
        var outOfFold = training.Evaluate(samples, fit.Truth, fit.OutOfFoldScores, thresholds, EncoderFolder.NameOf(options, directory));
        return new TrainedHead(data, directory, options, fit, outOfFold, new TextHeadFolder(directory))
        {
            Thresholds = thresholds ?? [],
            Problems = problems,
            Remarks = remarks,
        };
    }

    /// <summary>Estimates what <see cref="Train"/> with these options takes here; a few texts are encoded for it.</summary>
    /// <param name="data">The texts.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Time, memory and the number of texts to encode.</returns>
    /// <exception cref="EmotionAIException">The data holds recordings or nothing to learn from, or the encoder has no trained layer that a classifier reads.</exception>
    /// <exception cref="ModelBundleException">The encoder's folder has faults; all of them are listed.</exception>
    public static TrainingForecast Forecast(PreparedDataset data, TextHeadOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new TextHeadOptions();
        Check(data, options);
        using var encoder = Load(EncoderFolder.Find(options.Encoder, ModelModality.Text), options);
        var samples = TrainingSamples.Of(data, [DataSplit.Train], []);
        var encodings = samples.Count + data.Of(DataSplit.Dev).Count;
        string[] texts = [.. HeadForecast.Spread(samples, TimedTexts).Select(sample => sample.Input)];
        var encoding = HeadForecast.Time([texts, texts], batch => encoder.EncodeBatch(batch, cancellationToken)) / texts.Length;
        return new HeadForecast(options, samples.Count, encoder.Dimensions, data.Labels.Count).After(encodings, encoding);
    }

    private static void Check(PreparedDataset data, TextHeadOptions options)
    {
        ArgumentNullException.ThrowIfNull(data);
        options.Validate();
        DataSense.Require(data, isAudio: false, $"{nameof(SpeechHeadTrainer)} trains on recordings.");
    }

    private static TextEncoder Load(string directory, TextHeadOptions options) =>
        TextEncoder.Load(directory, new TextEncoderOptions { Pooling = TextPooling.Pooler, Normalize = false, Threads = options.Threads });

    private static double[] FitThresholds(PreparedDataset data, HeadFitResult fit, HeadTraining training, TextFeatures source, CancellationToken cancellationToken)
    {
        var dev = data.Of(DataSplit.Dev);
        return dev.Count == 0
            ? ThresholdFitting.Fit(fit.Truth, fit.OutOfFoldScores)
            : ThresholdFitting.Fit(training.TruthOf(dev), HeadScores.Of(fit.Head.Logits(source.Compute(dev, cancellationToken)), ProblemType.MultiLabel));
    }
}
