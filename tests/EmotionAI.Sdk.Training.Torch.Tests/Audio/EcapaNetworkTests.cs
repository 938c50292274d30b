using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Training;
using EmotionAI.Training.Torch.Audio;
using EmotionAI.Training.Torch.Loading;
using EmotionAI.Training.Torch.Running;
using TorchSharp;

namespace EmotionAI.Tests.Audio;

public sealed class EcapaNetworkTests
{
    private const double Tolerance = 1e-5;
    private const double GradientTolerance = 1e-6;
    private const double Step = 1e-6;

    private static readonly EcapaShape Tiny = new() { InputSize = 8, Channels = [8, 8, 8, 8, 24], Res2NetScale = 4, SeChannels = 4, AttentionChannels = 4, LinNeurons = 6 };

    [TorchFact]
    public void Cosines_OfThePublishedForm_EqualThoseOfTheSdk() =>
        Compare(Goldens.Path("golden", "audio", "models", "sb-ecapa-published"), new EcapaShape { InputSize = 80, Channels = [32, 32, 32, 32, 96], SeChannels = 8, AttentionChannels = 16, LinNeurons = 24 });

    [SharedTorchTheory("models/audio-speechbrain/checkpoint")]
    [InlineData("checkpoint")]
    public void Cosines_OfATrainedModel_EqualThoseOfTheSdk(string folder) =>
        Compare(Shared.Path("models", "audio-speechbrain", folder), new EcapaShape { InputSize = 80, Channels = [192, 192, 192, 192, 576], AttentionChannels = 64, LinNeurons = 96 });

    [TorchFact]
    public void Backward_OfTheMarginLoss_EqualsFiniteDifferences()
    {
        TorchLibrary.Load();
        using var weights = new WeightStore(torch.ScalarType.Float64);
        EcapaWeights.Add(Tiny, 3, new SplitMix(3), weights);
        var network = new EcapaNetwork(Tiny, weights);
        var random = new SplitMix(5);
        double[] input = [.. Enumerable.Range(0, 3 * 12 * 8).Select(_ => random.Normal())];

        torch.Tensor Loss() => EcapaTask.MarginLoss(network.Cosines(torch.tensor(input, [3, 12, 8]), isTraining: true), [0, 2, 1], 0.2, 30);
        using (torch.NewDisposeScope())
        {
            Loss().backward();
        }

        foreach (var (name, weight) in weights.Trained)
        {
            using var scope = torch.NewDisposeScope();
            var gradient = Assert.IsType<torch.Tensor>(weight.grad, exactMatch: false).flatten().data<double>().ToArray();
            Assert.True(Array.TrueForAll(gradient, double.IsFinite), name);
            var at = random.Below(gradient.Length);
            var difference = (At(weight, at, Step, Loss) - At(weight, at, -Step, Loss)) / (2 * Step);
            Assert.True(Math.Abs(difference - gradient[at]) <= GradientTolerance * Math.Max(1, Math.Abs(difference)) * 10, FormattableString.Invariant($"{name}[{at}]: {gradient[at]} by torch, {difference} by differences"));
        }
    }

    [TorchFact]
    public void Backward_OfEveryWeight_IsNotNothing()
    {
        TorchLibrary.Load();
        using var weights = new WeightStore();
        EcapaWeights.Add(Tiny, 3, new SplitMix(3), weights);
        using var scope = torch.NewDisposeScope();
        torch.random.manual_seed(1);

        EcapaTask.MarginLoss(new EcapaNetwork(Tiny, weights).Cosines(torch.randn(4, 30, 8), isTraining: true), [0, 2, 1, 1], 0.2, 30).backward();

        Assert.All(weights.Trained, weight => Assert.True(weight.Value.grad!.isfinite().all().item<bool>(), weight.Key));
    }

    private static double At(TorchSharp.Modules.Parameter weight, int index, double step, Func<torch.Tensor> loss)
    {
        using var off = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var flat = weight.view(-1);
        flat[index] += step;
        var value = loss().item<double>();
        flat[index] -= step;
        return value;
    }

    private static void Compare(string folder, EcapaShape shape)
    {
        TorchLibrary.Load();
        using var classifier = AudioEmotionClassifier.Load(folder);
        using var weights = new WeightStore();
        EcapaWeights.Add(shape, classifier.Metadata.Labels.Count, new SplitMix(1), weights);
        Fill(weights, folder);
        var random = new SplitMix(9);
        float[] samples = [.. Enumerable.Range(0, 24_000).Select(i => (float)((0.3 * Math.Sin(i * 0.05)) + (0.05 * random.Normal())))];
        var features = new SpeechFeatures(shape.InputSize, []).Compute(samples);

        using var off = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var found = new EcapaNetwork(shape, weights).Cosines(torch.tensor(features, [1, features.Length / shape.InputSize, shape.InputSize]), isTraining: false).data<float>().ToArray();

        var expected = classifier.Classify(new AudioClip(samples, 16_000)).Logits;
        Assert.Equal(expected.Count, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Tolerance));
    }

    private static void Fill(WeightStore weights, string folder)
    {
        using var embedding = ModelWeights.Open(Path.Combine(folder, "embedding_model.ckpt"));
        using var classifier = ModelWeights.Open(Path.Combine(folder, "classifier.ckpt"));
        foreach (var name in weights.Names.ToArray())
        {
            var isHead = name.StartsWith(EcapaNetwork.Classifier, StringComparison.Ordinal);
            Assert.True((isHead ? classifier : embedding).TryRead(isHead ? name[EcapaNetwork.Classifier.Length..] : name, out var values, out var shape), name);
            Assert.Equal(weights[name].shape, shape);
            weights.Write(name, values);
        }

        Assert.Equal(embedding.Names.Count(name => !name.EndsWith("num_batches_tracked", StringComparison.Ordinal)), weights.Names.Count() - 1);
    }
}
