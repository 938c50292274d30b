using System.Globalization;
using EmotionAI.Training.Torch.Running;
using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Text;

/// <summary>Trains a text classifier.</summary>
internal sealed class TextTask : ITrainingTask
{
    private const int MeasuredBatch = 64;

    private readonly TextSettings _settings;
    private readonly TextFineTuningOptions _options;
    private readonly TextSamples _train;
    private readonly TextSamples _dev;
    private readonly TextNetwork _network;
    private readonly TextLoss _loss;
    private readonly int _padding;

    public TextTask(TextSettings settings, TextFineTuningOptions options, WeightStore weights, LoraWeights? lora, TextSamples train, TextSamples dev, int padding)
    {
        (_settings, _options, Weights, _train, _dev, _padding) = (settings, options, weights, train, dev, padding);
        _network = new TextNetwork(settings, weights, options.Dropout, lora);
        _loss = new TextLoss(options);
        Lengths = [.. train.Ids.Select(ids => ids.Length)];
    }

    public WeightStore Weights { get; }

    public IReadOnlyList<int> Lengths { get; }

    public double RateOf(string name)
    {
        var prefix = _settings.Family.Prefix + _settings.Family.Layer.Prefix;
        var isHead = name.StartsWith(_settings.Family.Dense, StringComparison.Ordinal) || name.StartsWith(_settings.Family.Output, StringComparison.Ordinal);
        if (isHead)
        {
            return _options.HeadLearningRate ?? _options.LearningRate;
        }

        var layer = name.StartsWith(prefix, StringComparison.Ordinal) ? int.Parse(name.AsSpan(prefix.Length, name.IndexOf('.', prefix.Length) - prefix.Length), CultureInfo.InvariantCulture) : -1;
        return _options.LearningRate * Math.Pow(_options.LayerDecay, _settings.Layers - layer - 1);
    }

    public Tensor Loss(ReadOnlySpan<int> batch, int step)
    {
        var targets = new float[batch.Length * _train.Labels];
        for (var i = 0; i < batch.Length; i++)
        {
            _train.Targets(batch[i]).CopyTo(targets.AsSpan(i * _train.Labels));
        }

        int[][] texts = [.. batch.ToArray().Select(sample => _train.Ids[sample])];
        var logits = _network.Logits(TextBatch.Of(texts, _settings, _padding, Weights.Type), isTraining: true);
        return _loss.Of(logits, tensor(targets, [batch.Length, _train.Labels]).to_type(Weights.Type));
    }

    public double? Measure(CancellationToken cancellationToken) => _dev.Count == 0 ? null : MacroScore.Of(_dev.AllTargets, Scores(_dev.Ids, cancellationToken), _dev.Labels, _options.ProblemType);

    /// <summary>Scores texts: by sigmoid for several labels, by softmax for one.</summary>
    /// <returns>The scores, <c>[texts, labels]</c>.</returns>
    public float[] Scores(IReadOnlyList<int[]> texts, CancellationToken cancellationToken = default)
    {
        var scores = new float[texts.Count * _train.Labels];
        using var off = no_grad();
        foreach (var batch in Enumerable.Range(0, texts.Count).OrderBy(text => texts[text].Length).Chunk(MeasuredBatch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var logits = _network.Logits(TextBatch.Of([.. batch.Select(text => texts[text])], _settings, _padding, Weights.Type), isTraining: false);
            var values = (_options.ProblemType == ProblemType.SingleLabel ? nn.functional.softmax(logits, -1) : sigmoid(logits)).to_type(ScalarType.Float32).contiguous().data<float>().ToArray();
            for (var i = 0; i < batch.Length; i++)
            {
                values.AsSpan(i * _train.Labels, _train.Labels).CopyTo(scores.AsSpan(batch[i] * _train.Labels));
            }
        }

        return scores;
    }
}
