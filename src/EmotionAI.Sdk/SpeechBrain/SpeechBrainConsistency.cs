using System.Globalization;

namespace EmotionAI.SpeechBrain;

/// <summary>Holds the parts of a folder against one another, as far as they are known without tensors.</summary>
internal sealed class SpeechBrainConsistency(HyperParameters parameters, Action<EmotionAIException> report)
{
    private const int StandardRate = 16000;

    /// <summary>Reports every disagreement; a part that could not be read is left out.</summary>
    public void Check(FbankParameters? features, EmbeddingParameters? embedding, ClassifierParameters? classifier, IReadOnlyList<string>? labels, string? labelsPath)
    {
        if (features is not null)
        {
            CheckRate("sample_rate", "at the top", features.SampleRate, Top);
            CheckRate("audio_normalizer.sample_rate", "in audio_normalizer", features.SampleRate, Normalizer);
        }

        if (features is not null && embedding is not null && features.FeatureSize != embedding.InputSize)
        {
            Add(Invariant($"compute_features gives {features.FeatureSize} values a frame, embedding_model.input_size is {embedding.InputSize}."));
        }

        if (embedding is not null && classifier is not null && embedding.LinNeurons != classifier.InputSize)
        {
            Add(Invariant($"embedding_model gives {embedding.LinNeurons} values (lin_neurons), the classifier takes {classifier.InputSize}."));
        }

        if (labels is not null && classifier is not null && labels.Count != classifier.OutNeurons)
        {
            report(new EmotionAIException(EmotionErrorCodes.FormatInvalid, Invariant($"{Path.GetFileName(labelsPath)} has {labels.Count} labels, the classifier has {classifier.OutNeurons} outputs (out_neurons in '{parameters.Path}')."), labelsPath));
        }
    }

    private string? Top()
    {
        var value = parameters.Find("sample_rate")?.Require();
        return value?.Kind == HyperValueKind.Null ? null : value?.Describe();
    }

    private string? Normalizer()
    {
        if (parameters.Find("audio_normalizer") is not { } value)
        {
            return null;
        }

        var arguments = HyperArguments.Of(value, parameters.Path, SpeechBrainClasses.AudioNormalizer);
        arguments.Choice("mix", "avg-to-mono", "avg-to-mono");
        var rate = arguments.Integer("sample_rate", StandardRate, 100, 768_000);
        return rate.ToString(CultureInfo.InvariantCulture);
    }

    private void CheckRate(string key, string where, int rate, Func<string?> find)
    {
        try
        {
            var given = find();
            if (given is not null && given != rate.ToString(CultureInfo.InvariantCulture))
            {
                Add(Invariant($"{key} is {given} {where} and {rate} in compute_features: they disagree."));
            }
        }
        catch (EmotionAIException e)
        {
            report(e);
        }
    }

    private void Add(string what) => report(new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{parameters.Path}': {what}", parameters.Path));
}
