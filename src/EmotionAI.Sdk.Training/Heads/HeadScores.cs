using System.Numerics.Tensors;
using EmotionAI.Evaluation;

namespace EmotionAI.Training.Heads;

/// <summary>Makes scores of outputs, and judges them.</summary>
internal static class HeadScores
{
    /// <summary>Applies softmax or sigmoid.</summary>
    public static ScoreMatrix Of(ScoreMatrix logits, ProblemType problemType)
    {
        var scores = logits.Values.ToArray();
        for (var row = 0; row < logits.Rows; row++)
        {
            var values = scores.AsSpan(row * logits.Columns, logits.Columns);
            if (problemType == ProblemType.SingleLabel)
            {
                TensorPrimitives.SoftMax<double>(logits.Row(row), values);
            }
            else
            {
                TensorPrimitives.Sigmoid<double>(logits.Row(row), values);
            }
        }

        return new ScoreMatrix(scores, logits.Columns);
    }

    /// <summary>Computes the mean over the classes that occur of the share that is found: unweighted average recall.</summary>
    public static double AverageRecall(ScoreMatrix logits, LabelMatrix truth)
    {
        var best = logits.ArgMax();
        var (found, all) = (new double[truth.Columns], new double[truth.Columns]);
        for (var row = 0; row < truth.Rows; row++)
        {
            var label = truth.Row(row).IndexOf((byte)1);
            all[label]++;
            found[label] += best[row] == label ? 1 : 0;
        }

        return found.Zip(all).Where(pair => pair.Second > 0).Average(pair => pair.First / pair.Second);
    }

    /// <summary>Computes the mean binary log loss over samples and labels.</summary>
    public static double LogLoss(ScoreMatrix logits, LabelMatrix truth)
    {
        var sum = 0.0;
        for (var row = 0; row < truth.Rows; row++)
        {
            var outputs = logits.Row(row);
            var labels = truth.Row(row);
            for (var i = 0; i < outputs.Length; i++)
            {
                sum += Math.Max(outputs[i], 0) - (labels[i] * outputs[i]) + Math.Log(1 + Math.Exp(-Math.Abs(outputs[i])));
            }
        }

        return sum / truth.Values.Length;
    }
}
