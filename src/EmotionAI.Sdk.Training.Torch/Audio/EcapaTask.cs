using EmotionAI.Training.Torch.Running;
using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Audio;

/// <summary>Trains an ECAPA-TDNN with the additive-margin softmax of Wang and others (2018).</summary>
internal sealed class EcapaTask : ITrainingTask
{
    private const ulong Stream = 5;
    private const int HopLength = 160;

    private readonly EcapaOptions _options;
    private readonly SpeechFeatures _features;
    private readonly SpeechSamples _train;
    private readonly SpeechSamples _dev;
    private readonly int _labels;
    private readonly EcapaNetwork _network;
    private readonly SpeechAugmentation _augmentation;
    private readonly float[][] _devFeatures;

    public EcapaTask(EcapaOptions options, EcapaShape shape, WeightStore weights, SpeechFeatures features, SpeechSamples train, SpeechSamples dev, int labels)
    {
        (_options, Weights, _features, _train, _dev, _labels) = (options, weights, features, train, dev, labels);
        _network = new EcapaNetwork(shape, weights);
        _augmentation = new SpeechAugmentation(options);
        _devFeatures = [.. dev.Clips.Select(clip => features.Compute(clip))];
        Lengths = [.. train.Clips.Select(clip => clip.Length)];
    }

    public WeightStore Weights { get; }

    public IReadOnlyList<int> Lengths { get; }

    public double RateOf(string name) => _options.LearningRate;

    public Tensor Loss(ReadOnlySpan<int> batch, int step)
    {
        // Batch normalization needs two clips.
        int[] samples = batch.Length == 1 ? [batch[0], batch[0]] : batch.ToArray();
        var cosines = _network.Cosines(Features(samples, step), isTraining: true);
        return MarginLoss(cosines, [.. samples.Select(sample => _train.Labels[sample])], _options.Margin, _options.Scale);
    }

    public double? Measure(CancellationToken cancellationToken)
    {
        if (_dev.Clips.Count == 0)
        {
            return null;
        }

        var targets = new float[_dev.Clips.Count * _labels];
        for (var i = 0; i < _dev.Labels.Count; i++)
        {
            targets[(i * _labels) + _dev.Labels[i]] = 1;
        }

        return MacroScore.Of(targets, Scores(_devFeatures, cancellationToken), _labels, ProblemType.SingleLabel);
    }

    /// <summary>Scores clips one by one.</summary>
    /// <param name="features">The features of each.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The scores, <c>[clips, labels]</c>.</returns>
    public float[] Scores(IReadOnlyList<float[]> features, CancellationToken cancellationToken = default)
    {
        var scores = new List<float>(features.Count * _labels);
        using var off = no_grad();
        foreach (var clip in features)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var cosines = _network.Cosines(tensor(clip, [1, clip.Length / _features.Bands, _features.Bands]), isTraining: false);
            scores.AddRange(nn.functional.softmax(cosines * _options.Scale, -1).data<float>().ToArray());
        }

        return [.. scores];
    }

    /// <summary>Gives the cross-entropy of the cosines, that of the right label less the margin, times the scale.</summary>
    public static Tensor MarginLoss(Tensor cosines, long[] labels, double margin, double scale)
    {
        var right = nn.functional.one_hot(tensor(labels), cosines.shape[1]).to_type(cosines.dtype);
        return -(nn.functional.log_softmax((cosines - (right * margin)) * scale, -1) * right).sum(1).mean();
    }

    /// <summary>Gives pieces of one length of the clips, changed at random, <c>[batch, frames, bands]</c>.</summary>
    private Tensor Features(int[] samples, int step)
    {
        var random = SplitMix.Of(_options.Seed, Stream, (ulong)step);
        var longest = (int)(_options.CropLength.TotalSeconds * _features.SampleRate);
        var length = Math.Min(longest, samples.Min(sample => _train.Clips[sample].Length)) / HopLength * HopLength;
        var frames = _features.Frames(length);
        var all = new float[samples.Length * frames * _features.Bands];
        for (var i = 0; i < samples.Length; i++)
        {
            var clip = _train.Clips[samples[i]];
            var piece = clip.AsSpan(random.Below(clip.Length - length + 1), length).ToArray();
            _augmentation.AddNoise(piece, ref random);
            var features = _features.Compute(piece);
            _augmentation.Blank(features, _features.Bands, ref random);
            features.CopyTo(all.AsSpan(i * features.Length));
        }

        return tensor(all, [samples.Length, frames, _features.Bands]).to_type(Weights.Type);
    }
}
