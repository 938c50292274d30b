using EmotionAI.Inference;

namespace EmotionAI.Multimodal;

/// <summary>Puts the answers of two models together: late fusion, the weighted mean of their probabilities over the labels that both have once a taxonomy has merged them.</summary>
internal sealed class SenseFusion
{
    private const string Text = "text";
    private const string Speech = "speech";

    private readonly EmotionTaxonomy _taxonomy;
    private readonly (string Name, EmotionClassifierMetadata Model, double Weight)[] _senses;
    private readonly DecisionRule _rule;

    /// <exception cref="EmotionAIException">The taxonomy does not know a label of a model, or the models have fewer than two labels in common.</exception>
    public SenseFusion(EmotionClassifierMetadata text, EmotionClassifierMetadata speech, TextAndSpeechOptions options)
    {
        _taxonomy = options.Taxonomy;
        var (ofText, ofSpeech) = (_taxonomy.Merge(text).Labels, _taxonomy.Merge(speech).Labels);
        string[] common = [.. ofText.Where(label => ofSpeech.IndexOf(label) >= 0)];
        if (common.Length < 2)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"By the taxonomy '{_taxonomy.Name}', '{text.ModelId}' has the labels {string.Join(", ", ofText)} and '{speech.ModelId}' {string.Join(", ", ofSpeech)}; two or more in common are needed.");
        }

        _senses = [(Text, text, options.TextWeight), (Speech, speech, options.SpeechWeight)];
        Metadata = new EmotionClassifierMetadata
        {
            ModelId = $"{text.ModelId}+{speech.ModelId}",
            Labels = new EmotionLabels(common),
            ProblemType = ProblemType.SingleLabel,
            MaxLength = text.MaxLength,
            Languages = text.Languages,
            SampleRate = speech.SampleRate,
            MaxDuration = speech.MaxDuration,
            IsMock = text.IsMock || speech.IsMock,
        };
        _rule = new DecisionRule { ModelId = Metadata.ModelId, Labels = Metadata.Labels, ProblemType = ProblemType.SingleLabel, Activation = Activation.Softmax };
    }

    /// <summary>Gets the description of both models as one.</summary>
    public EmotionClassifierMetadata Metadata { get; }

    /// <summary>Puts two answers together.</summary>
    /// <param name="text">What the words say; null where there are none.</param>
    /// <param name="speech">What the sound says; null where there is none.</param>
    /// <param name="options">The decision rule of this call; null for the best label.</param>
    public EmotionPrediction Fuse(EmotionPrediction? text, EmotionPrediction? speech, ClassificationOptions? options)
    {
        EmotionPrediction?[] answers = [text, speech];
        double[]?[] shares = [.. answers.Select((answer, i) => answer is null ? null : SharesOf(answer, _senses[i].Model))];
        double[] weights = [.. shares.Select((share, i) => share is null || IsSilent(answers[i]!) ? 0 : _senses[i].Weight * share.Sum())];
        var total = weights.Sum();
        var scores = new float[Metadata.Labels.Count];
        for (var label = 0; label < scores.Length; label++)
        {
            // Where no sense counts, the scores of those that answered stand without a label, as those of a clip without speech do.
            scores[label] = (float)(total > 0
                ? Enumerable.Range(0, shares.Length).Sum(i => weights[i] > 0 ? _senses[i].Weight * shares[i]![label] : 0) / total
                : shares.OfType<double[]>().Average(share => share[label]));
        }

        EmotionSense[] senses = [.. answers.Select((answer, i) => new EmotionSense { Name = _senses[i].Name, Prediction = answer, Weight = total > 0 ? weights[i] / total : 0, Silent = ReasonOf(answer, weights[i]) })];
        return Conclude(scores, total > 0, options, senses);
    }

    /// <summary>Gives the probability of each common label. Scores of a multi-label model stand alone: their shares of the sum are taken.</summary>
    private double[] SharesOf(EmotionPrediction answer, EmotionClassifierMetadata model)
    {
        var merged = _taxonomy.Merge(answer, model);
        var sum = model.ProblemType == ProblemType.MultiLabel ? merged.Scores.Sum(score => (double)score.Score) : 1;
        return [.. Metadata.Labels.Select(label => sum > 0 ? merged[label] / sum : 0)];
    }

    private EmotionPrediction Conclude(float[] scores, bool isAnswer, ClassificationOptions? options, EmotionSense[] senses)
    {
        var decided = ScoreDecoder.Decide(scores, _rule, options, [], default);
        EmotionPrediction[] answers = [.. senses.Select(sense => sense.Prediction).OfType<EmotionPrediction>()];
        return new EmotionPrediction
        {
            Labels = isAnswer ? decided.Labels : [],
            Scores = decided.Scores,
            Top = decided.Top,
            ModelId = _rule.ModelId,
            IsMock = answers.Any(answer => answer.IsMock),
            IsTruncated = answers.Any(answer => answer.IsTruncated),
            IsIncomplete = answers.Any(answer => answer.IsIncomplete),
            Quality = senses[1].Prediction?.Quality,
            TextQuality = senses[0].Prediction?.TextQuality,
            Windows = senses[0].Prediction?.Windows ?? [],
            Senses = senses,
        };
    }

    private static SilentSenseReason? ReasonOf(EmotionPrediction? answer, double weight) =>
        answer is null ? SilentSenseReason.NotGiven
        : IsSilent(answer) ? SilentSenseReason.NoSpeech
        : weight > 0 ? null
        : SilentSenseReason.NoWeight;

    private static bool IsSilent(EmotionPrediction answer) => answer is { NoSpeech: not null, Labels.Count: 0 };
}
