namespace EmotionAI.Inference;

/// <summary>Turns logits into a prediction: activation, thresholds, top-k. Follows the text-classification pipeline of transformers, with thresholds as part of the model.</summary>
internal static class ScoreDecoder
{
    /// <summary>Decodes the logits of one input.</summary>
    /// <param name="logits">The output of the model, <c>[labels]</c>.</param>
    /// <param name="rule">The rule of the model.</param>
    /// <param name="options">The changes asked for by the caller, already validated.</param>
    /// <param name="isTruncated">Whether the end of the input was not seen.</param>
    public static EmotionPrediction Decode(ReadOnlySpan<float> logits, DecisionRule rule, ClassificationOptions? options, bool isTruncated)
    {
        var scores = new float[logits.Length];
        Activate(logits, rule.LogitScale, rule.Activation, scores);
        return Decide(scores, rule, options, logits.ToArray(), isTruncated, isMock: false);
    }

    /// <summary>Applies the decision rule to finished scores.</summary>
    public static EmotionPrediction Decide(ReadOnlySpan<float> scores, DecisionRule rule, ClassificationOptions? options, IReadOnlyList<float> logits, bool isTruncated, bool isMock)
    {
        var all = new EmotionScore[scores.Length];
        var best = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            all[i] = new EmotionScore(rule.Labels[i], scores[i]);
            best = scores[i] > scores[best] ? i : best;
        }

        return new EmotionPrediction
        {
            Labels = Accept(all, rule, options),
            Scores = all,
            Logits = logits,
            Top = all[best],
            ModelId = rule.ModelId,
            IsTruncated = isTruncated,
            IsMock = isMock,
        };
    }

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

    private static EmotionScore[] Accept(EmotionScore[] all, DecisionRule rule, ClassificationOptions? options)
    {
        if (rule.ProblemType == ProblemType.Regression)
        {
            return all;
        }

        var hasThresholds = options?.Threshold is not null || rule.Thresholds.Count > 0;
        var accepted = new List<EmotionScore>(all.Length);
        for (var i = 0; i < all.Length; i++)
        {
            // The reference compares in double, after widening the float32 score.
            if (!hasThresholds || all[i].Score >= (options?.Threshold ?? rule.Thresholds[i]))
            {
                accepted.Add(all[i]);
            }
        }

        var topK = options?.TopK ?? rule.TopK ?? (hasThresholds ? all.Length : 1);
        return [.. accepted.OrderByDescending(score => score.Score).Take(topK)];
    }
}
