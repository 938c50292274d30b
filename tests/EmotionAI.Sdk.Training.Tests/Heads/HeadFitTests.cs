using EmotionAI.Evaluation;
using EmotionAI.Training;
using EmotionAI.Training.Heads;

namespace EmotionAI.Tests.Heads;

/// <summary>Compares the fitted layers with what calculus says of them.</summary>
public sealed class HeadFitTests
{
    private const int Samples = 60;
    private const int Columns = 7;
    private const int Classes = 3;

    [Theory]
    [InlineData(ProblemType.SingleLabel, true)]
    [InlineData(ProblemType.SingleLabel, false)]
    [InlineData(ProblemType.MultiLabel, false)]
    public void Evaluate_AtAnyPoint_GivesTheGradientOfFiniteDifferences(ProblemType problemType, bool isBalanced)
    {
        const double step = 1e-3;
        var (features, truth) = Problem(problemType, isBalanced, seed: 3);
        var objective = new HeadObjective(features, truth, strength: 0.1, threads: 2);
        var point = Numbers(objective.Parameters, seed: 5);
        var gradient = new double[objective.Parameters];
        objective.Evaluate(point, gradient);

        for (var i = 0; i < point.Length; i++)
        {
            var at = point[i];
            point[i] = at + step;
            var above = objective.Evaluate(point, new double[point.Length]);
            point[i] = at - step;
            var below = objective.Evaluate(point, new double[point.Length]);
            point[i] = at;
            Assert.Equal((above - below) / (2 * step), gradient[i], 1e-3);
        }
    }

    [Theory]
    [InlineData(ProblemType.SingleLabel)]
    [InlineData(ProblemType.MultiLabel)]
    public void Fit_OfAnyProblem_EndsWhereNoPlainDescentGetsLower(ProblemType problemType)
    {
        const double strength = 0.05;
        var (features, truth) = Problem(problemType, isBalanced: false, seed: 11);
        var scaled = FeatureScale.Fit(features).Apply(features);
        var objective = new HeadObjective(scaled, truth, strength, threads: 1);
        var point = new double[objective.Parameters];
        var gradient = new double[objective.Parameters];
        for (var i = 0; i < 5_000; i++)
        {
            objective.Evaluate(point, gradient);
            for (var j = 0; j < point.Length; j++)
            {
                point[j] -= 0.5 * gradient[j];
            }
        }

        var expected = FeatureScale.Fit(features).FoldInto(point, Classes).Logits(features);
        var found = HeadFit.Fit(features, truth, strength, threads: 2, default).Logits(features);

        for (var i = 0; i < found.Values.Length; i++)
        {
            Assert.Equal(expected.Values[i], found.Values[i], 2e-2);
        }
    }

    [Theory]
    [InlineData(ProblemType.SingleLabel)]
    [InlineData(ProblemType.MultiLabel)]
    public void Fit_OfMoreFeaturesThanSamples_IsTheFitOnAllOfThem(ProblemType problemType)
    {
        const double strength = 0.05;
        const int wide = 90;
        var (narrow, truth) = Problem(problemType, isBalanced: false, seed: 13);
        var random = new SplitMix(17);
        var values = Enumerable.Range(0, Samples * wide).Select(i => i % wide < Columns ? narrow.Row(i / wide)[i % wide] : (float)random.Normal()).ToArray();
        var features = new FeatureMatrix(values, wide);
        var scale = FeatureScale.Fit(features);
        var objective = new HeadObjective(scale.Apply(features), truth, strength, threads: 1);
        var point = LimitedMemoryBfgs.Minimize(objective.Evaluate, new double[objective.Parameters], 1e-7, 2_000, default);

        var expected = scale.FoldInto(point, Classes).Logits(features);
        var found = HeadFit.Fit(features, truth, strength, threads: 2, default).Logits(features);

        for (var i = 0; i < found.Values.Length; i++)
        {
            Assert.Equal(expected.Values[i], found.Values[i], 2e-2);
        }
    }

    [Fact]
    public void Fit_OnOneThreadOrTwo_GivesTheSameBytes()
    {
        var (features, truth) = Problem(ProblemType.SingleLabel, isBalanced: true, seed: 1, samples: 700);

        var one = HeadFit.Fit(features, truth, 0.1, threads: 1, default);
        var two = HeadFit.Fit(features, truth, 0.1, threads: 2, default);

        Assert.Equal(one.Weights, two.Weights);
        Assert.Equal(one.Bias, two.Bias);
    }

    [Fact]
    public void Fit_OfBalancedClasses_FindsTheRareOneMoreOften()
    {
        var (features, truth) = Problem(ProblemType.SingleLabel, isBalanced: false, seed: 21, samples: 400, rare: true);
        var balanced = new HeadTruth(truth.Labels, ProblemType.SingleLabel, isBalanced: true);

        var plain = HeadFit.Fit(features, truth, 0.3, 1, default).Logits(features).ArgMax().Count(label => label == 2);
        var even = HeadFit.Fit(features, balanced, 0.3, 1, default).Logits(features).ArgMax().Count(label => label == 2);

        Assert.True(even > plain, $"{even} of the rare class with balance, {plain} without.");
    }

    [Fact]
    public void Run_WithCopies_NeverAsksOneNorLearnsFromOneOfTheFoldThatIsAsked()
    {
        var (features, truth) = Problem(ProblemType.SingleLabel, isBalanced: true, seed: 9);
        int[] doubled = [.. Enumerable.Range(0, Samples), .. Enumerable.Range(0, Samples)];
        int[] folds = [.. doubled.Select(row => row % 5)];

        var once = CrossValidatedFit.Run(features, truth, folds[..Samples], Samples, [0.1], 1, null, default);
        var twice = CrossValidatedFit.Run(features.Select(doubled), truth.Select(doubled), folds, Samples, [0.1], 1, null, default);

        Assert.Equal(Samples, twice.OutOfFold.Rows);
        for (var i = 0; i < once.OutOfFold.Values.Length; i++)
        {
            Assert.Equal(once.OutOfFold.Values[i], twice.OutOfFold.Values[i], 1e-2);
        }
    }

    internal static (FeatureMatrix Features, HeadTruth Truth) Problem(ProblemType problemType, bool isBalanced, int seed, int samples = Samples, bool rare = false)
    {
        var random = new SplitMix((ulong)seed);
        var values = new float[samples * Columns];
        var labels = new byte[samples * Classes];
        for (var row = 0; row < samples; row++)
        {
            var label = rare ? (random.Uniform() < 0.06 ? 2 : (int)(random.Uniform() * 2)) : (int)(random.Uniform() * Classes);
            for (var column = 0; column < Columns; column++)
            {
                values[(row * Columns) + column] = (float)((random.Normal() * (column + 1)) + (column == label ? 1.5 * (column + 1) : 3));
            }

            labels[(row * Classes) + label] = 1;
            if (problemType == ProblemType.MultiLabel && random.Uniform() < 0.3)
            {
                labels[(row * Classes) + ((label + 1) % Classes)] = 1;
            }
        }

        return (new FeatureMatrix(values, Columns), new HeadTruth(new LabelMatrix(labels, Classes), problemType, isBalanced));
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new SplitMix((ulong)seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Normal())];
    }
}
