using EmotionAI.Training.Torch;
using EmotionAI.Training.Torch.Loading;
using EmotionAI.Training.Torch.Text;
using TorchSharp;

namespace EmotionAI.Tests.Text;

public sealed class TextLossTests
{
    private static readonly double[] Logits = [0.3, -1.2, 2.0, -0.4, 0.9, -2.5];
    private static readonly double[] Targets = [1, 0, 0, 0, 1, 0];

    [TorchTheory]
    [InlineData(0, 0, false)]
    [InlineData(0.1, 0, false)]
    [InlineData(0, 2, false)]
    [InlineData(0.2, 1.5, true)]
    public void Of_SeveralLabels_IsBinaryCrossEntropy(double smoothing, double gamma, bool isWeighted)
    {
        double[] weights = isWeighted ? [1, 2, 3] : [1, 1, 1];

        var expected = Logits.Select((logit, i) =>
        {
            var (p, t) = (1 / (1 + Math.Exp(-logit)), (Targets[i] * (1 - smoothing)) + (smoothing / 2));
            return Math.Pow(Targets[i] > 0 ? 1 - p : p, gamma) * -((weights[i % 3] * t * Math.Log(p)) + ((1 - t) * Math.Log(1 - p)));
        }).Average();

        Assert.Equal(expected, Loss(ProblemType.MultiLabel, smoothing, gamma, isWeighted ? weights : null), 1e-9);
    }

    [TorchTheory]
    [InlineData(0, 0, false)]
    [InlineData(0.1, 0, false)]
    [InlineData(0, 2, true)]
    public void Of_OneLabel_IsCrossEntropy(double smoothing, double gamma, bool isWeighted)
    {
        double[] weights = isWeighted ? [1, 2, 3] : [1, 1, 1];
        var (sum, counted) = (0.0, 0.0);
        for (var row = 0; row < 2; row++)
        {
            var all = Logits.Skip(row * 3).Take(3).ToArray();
            var total = all.Sum(Math.Exp);
            var label = Array.IndexOf(Targets, 1, row * 3) - (row * 3);
            var loss = all.Select((logit, i) => -((i == label ? 1 - smoothing : 0) + (smoothing / 3)) * Math.Log(Math.Exp(logit) / total)).Sum();
            sum += weights[label] * loss * Math.Pow(1 - (Math.Exp(all[label]) / total), gamma);
            counted += weights[label];
        }

        Assert.Equal(sum / counted, Loss(ProblemType.SingleLabel, smoothing, gamma, isWeighted ? weights : null), 1e-9);
    }

    private static double Loss(ProblemType type, double smoothing, double gamma, double[]? weights)
    {
        TorchLibrary.Load();
        using var scope = torch.NewDisposeScope();
        var options = new TextFineTuningOptions { ProblemType = type, LabelSmoothing = smoothing, FocalGamma = gamma, ClassWeights = weights };
        return new TextLoss(options).Of(torch.tensor(Logits, [2, 3]), torch.tensor(Targets, [2, 3])).item<double>();
    }
}
