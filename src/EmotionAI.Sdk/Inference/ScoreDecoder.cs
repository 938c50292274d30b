using System.Globalization;
using System.Numerics.Tensors;

namespace EmotionAI.Inference;

/// <summary>Turns logits into a prediction: activation, thresholds, top-k. Follows the text-classification pipeline of transformers, with thresholds as part of the model.</summary>
internal static class ScoreDecoder
{
    private const int MaximumOnStack = 256;

    /// <summary>Decodes the logits of one input.</summary>
    /// <param name="logits">The output of the model, <c>[labels]</c>.</param>
    /// <param name="rule">The rule of the model.</param>
    /// <param name="options">The changes asked for by the caller, already validated.</param>
    /// <param name="facts">What is to be said of the input.</param>
    /// <exception cref="EmotionAIException">The model gave a logit, or a logit gave a score, that is no finite number.</exception>
    public static EmotionPrediction Decode(ReadOnlySpan<float> logits, DecisionRule rule, ClassificationOptions? options, InputFacts facts = default)
    {
        var scores = logits.Length <= MaximumOnStack ? stackalloc float[logits.Length] : new float[logits.Length];
        Score(logits, rule, scores);
        return Decide(scores, rule, options, Array.AsReadOnly(logits.ToArray()), facts);
    }

    /// <summary>Turns logits into scores.</summary>
    /// <exception cref="EmotionAIException">The model gave a logit, or a logit gave a score, that is no finite number.</exception>
    public static void Score(ReadOnlySpan<float> logits, DecisionRule rule, Span<float> scores)
    {
        Activate(logits, rule.LogitScale, rule.Activation, scores);
        RequireFinite(logits, "logit", rule);
        RequireFinite(scores, "score", rule);
    }

    /// <summary>Gives every score its label, in model order.</summary>
    public static EmotionScore[] Label(ReadOnlySpan<float> scores, DecisionRule rule)
    {
        var all = new EmotionScore[scores.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            all[i] = new EmotionScore(rule.Labels[i], scores[i]);
        }

        return all;
    }

    /// <summary>Applies the decision rule to finished scores.</summary>
    public static EmotionPrediction Decide(ReadOnlySpan<float> scores, DecisionRule rule, ClassificationOptions? options, IReadOnlyList<float> logits, InputFacts facts)
    {
        var all = Label(scores, rule);
        var best = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        var isSilent = facts is { IsGated: true, AudioQuality.NoSpeech: not null };
        return new EmotionPrediction
        {
            Labels = isSilent ? [] : Array.AsReadOnly(Accept(all, rule, options)),
            Dimensions = rule.ProblemType == ProblemType.Regression && facts.AudioQuality is not null && !isSilent ? DimensionsOf(all) : null,
            Scores = Array.AsReadOnly(all),
            Logits = logits,
            Top = all[best],
            ModelId = rule.ModelId,
            IsTruncated = facts.IsTruncated,
            IsIncomplete = facts.IsIncomplete,
            Quality = facts.AudioQuality,
            TextQuality = facts.TextQuality,
            Windows = facts.Windows ?? [],
            IsMock = facts.IsMock,
        };
    }

    private static OrderedDictionary<string, float> DimensionsOf(EmotionScore[] all) =>
        new(all.Select(score => KeyValuePair.Create(score.Label, score.Score)), StringComparer.Ordinal);

    /// <summary>Applies an activation to <c>scale × logits</c>.</summary>
    public static void Activate(ReadOnlySpan<float> logits, float scale, Activation activation, Span<float> scores)
    {
        switch (activation)
        {
            case Activation.Sigmoid:
                for (var i = 0; i < logits.Length; i++)
                {
                    scores[i] = 1 / (1 + MathF.Exp(-scale * logits[i]));
                }

                break;
            case Activation.Softmax:
                Softmax(logits, scale, scores);
                break;
            default:
                logits.CopyTo(scores);
                break;
        }
    }

    private static void Softmax(ReadOnlySpan<float> logits, float scale, Span<float> scores)
    {
        var largest = float.NegativeInfinity;
        foreach (var logit in logits)
        {
            largest = MathF.Max(largest, scale * logit);
        }

        var sum = 0f;
        for (var i = 0; i < logits.Length; i++)
        {
            scores[i] = MathF.Exp((scale * logits[i]) - largest);
            sum += scores[i];
        }

        foreach (ref var score in scores)
        {
            score /= sum;
        }
    }

    private static void RequireFinite(ReadOnlySpan<float> values, string what, DecisionRule rule)
    {
        if (TensorPrimitives.IsFiniteAll(values))
        {
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new EmotionAIException(
                    EmotionErrorCodes.InferenceFailed,
                    string.Create(CultureInfo.InvariantCulture, $"The model '{rule.ModelId}' gives the {what} {values[i]} for '{rule.Labels[i]}' (score scale {rule.LogitScale}); only finite numbers make a prediction."));
            }
        }
    }

    private static EmotionScore[] Accept(EmotionScore[] all, DecisionRule rule, ClassificationOptions? options)
    {
        if (rule.ProblemType == ProblemType.Regression)
        {
            return all;
        }

        var hasThresholds = options?.Threshold is not null || rule.Thresholds.Count > 0;
        var count = 0;
        for (var i = 0; i < all.Length; i++)
        {
            count += IsAccepted(i) ? 1 : 0;
        }

        var best = new EmotionScore[Math.Min(count, options?.TopK ?? rule.TopK ?? (hasThresholds ? all.Length : 1))];
        for (int i = 0, filled = 0; i < all.Length; i++)
        {
            if (IsAccepted(i))
            {
                Insert(all[i], best, ref filled);
            }
        }

        return best;

        // The reference compares in double, after widening the float32 score.
        bool IsAccepted(int i) => !hasThresholds || all[i].Score >= (options?.Threshold ?? rule.Thresholds[i]);
    }

    /// <summary>Puts a score behind those that are as good; the worst one falls off the end.</summary>
    private static void Insert(EmotionScore score, EmotionScore[] best, ref int filled)
    {
        var place = filled;
        while (place > 0 && best[place - 1].Score < score.Score)
        {
            place--;
        }

        if (place == best.Length)
        {
            return;
        }

        filled = Math.Min(filled + 1, best.Length);
        best.AsSpan(place, filled - 1 - place).CopyTo(best.AsSpan(place + 1));
        best[place] = score;
    }
}
