using System.Diagnostics;
using EmotionAI.Bundles;
using EmotionAI.Training.Writing;
using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Running;

/// <summary>Runs the steps of a training: order, rate, gradients, measurements, checkpoints, the best weights.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private const ulong Stream = 2;

    private readonly ITrainingTask _task;
    private readonly TorchTrainingOptions _options;
    private readonly BatchPlan _plan;
    private readonly RateSchedule _schedule;
    private readonly AdamOptimizer _optimizer;
    private readonly TrainingCheckpoint? _checkpoint;
    private readonly int _steps;
    private readonly Stopwatch _clock = new();
    private TrainingState _state = new();
    private IReadOnlyCollection<NamedTensor>? _best;
    private long _samples;

    /// <param name="task">What is trained.</param>
    /// <param name="options">How.</param>
    /// <param name="fingerprint">What tells this training from any other.</param>
    /// <param name="isCosine">Whether the rate falls along a cosine.</param>
    public TrainingLoop(ITrainingTask task, TorchTrainingOptions options, string fingerprint, bool isCosine)
    {
        (_task, _options) = (task, options);
        _plan = new BatchPlan(task.Lengths, options.BatchSize, options.Seed);
        _steps = options.Steps ?? checked(options.Epochs * _plan.Count);
        _schedule = new RateSchedule(_steps, options.WarmUpShare, isCosine);
        _optimizer = new AdamOptimizer(task.Weights, task.RateOf, options.WeightDecay);
        _checkpoint = options.CheckpointDirectory is { } directory ? new TrainingCheckpoint(directory, fingerprint) : null;
    }

    /// <summary>Gets the step that a checkpoint held; 0 for none.</summary>
    public int ResumedFrom { get; private set; }

    /// <summary>Gets where the training stands.</summary>
    public TrainingState State => _state;

    /// <summary>Trains; the weights are the best ones afterwards, or the last where nothing was measured.</summary>
    /// <returns>Why it ended.</returns>
    public TrainingEnd Run(IProgress<TrainingStep>? progress, CancellationToken cancellationToken)
    {
        Resume();
        _clock.Start();
        while (WhyEnded() is null)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                Save();
                cancellationToken.ThrowIfCancellationRequested();
            }

            var loss = Step();
            var measured = IsMeasured() ? Measure(cancellationToken) : null;
            if (_state.LossCount == 0 || _state.Step % _options.CheckpointSteps == 0)
            {
                Save();
            }

            progress?.Report(Done(loss, measured));
        }

        var end = WhyEnded()!.Value;
        if (_state.LossCount > 0)
        {
            var loss = _state.LossSum / _state.LossCount;
            var measured = Measure(cancellationToken);
            progress?.Report(Done(loss, measured));
        }

        TakeBest();
        return end;
    }

    public void Dispose() => _optimizer.Dispose();

    private TrainingEnd? WhyEnded() =>
        _state.Step >= _steps ? TrainingEnd.Completed
        : _state.Stale >= _options.Patience ? TrainingEnd.EarlyStopping
        : _clock.Elapsed >= _options.TimeLimit ? TrainingEnd.TimeLimit
        : null;

    private double Step()
    {
        var batch = _plan.Of(_state.Step);
        using var scope = NewDisposeScope();
        random.manual_seed((long)(SplitMix.Of(_options.Seed, Stream, (ulong)_state.Step).Next() >> 1));
        _optimizer.Clear();
        var loss = _task.Loss(batch, _state.Step);
        loss.backward();
        var value = loss.to_type(ScalarType.Float64).item<double>();
        var norm = nn.utils.clip_grad_norm_([.. _task.Weights.Trained.Select(weight => weight.Value)], _options.ClipNorm);
        if (!double.IsFinite(value) || !double.IsFinite(norm))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"The training came apart at step {_state.Step + 1}: its loss is {value}, the norm of its gradient {norm}. A learning rate below {_options.LearningRate}, or a longer warm-up, helps."));
        }

        _optimizer.Step(_state.Step, _schedule.At(_state.Step));
        _optimizer.Clear();
        _state.Step++;
        _state.LossSum += value;
        _state.LossCount++;
        _samples += batch.Length;
        return value;
    }

    private bool IsMeasured() => _state.Step == _steps || _state.Step % (_options.EvaluationSteps ?? _plan.Count) == 0;

    private double? Measure(CancellationToken cancellationToken)
    {
        var score = _task.Measure(cancellationToken);
        _state.Curve.Add(new TrainingPoint(_state.Step, _state.LossSum / _state.LossCount, score));
        (_state.LossSum, _state.LossCount) = (0, 0);
        if (score is null || _state.Best is null || score > _state.Best)
        {
            (_state.Best, _state.BestStep, _state.Stale) = (score, _state.Step, 0);
            _best = score is null ? null : [.. _task.Weights.Changing.Select(_task.Weights.Read)];
        }
        else
        {
            _state.Stale++;
        }

        return score;
    }

    private TrainingStep Done(double loss, double? measured)
    {
        var seconds = Math.Max(1e-9, _clock.Elapsed.TotalSeconds);
        var left = TimeSpan.FromSeconds(Math.Min(1e9, (_steps - _state.Step) * seconds / Math.Max(1, _state.Step - ResumedFrom)));
        return new TrainingStep(_state.Step, _steps, ((_state.Step - 1) / _plan.Count) + 1, loss, _samples / seconds, left, measured);
    }

    private void Save() => _checkpoint?.Save(_state, _task.Weights.Changing.Select(name => (name, (Tensor)_task.Weights[name])).Concat(_optimizer.State()), _best);

    private void Resume()
    {
        if (_checkpoint is null || !_checkpoint.TryOpen(out var state, out var weights, out var best))
        {
            return;
        }

        using (weights)
        using (best)
        {
            foreach (var name in _task.Weights.Changing)
            {
                _task.Weights.Write(name, Read(weights!, name).Values.ToArray());
            }

            _optimizer.Write(name => Read(weights!, name).Values.ToArray());
            _best = best is null ? null : [.. _task.Weights.Changing.Select(name => Read(best, name))];
        }

        (_state, ResumedFrom) = (state, state.Step);
    }

    private NamedTensor Read(ModelWeights weights, string name) => weights.TryRead(name, out var values, out var shape)
        ? new NamedTensor(name, shape, values)
        : throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"The checkpoint in '{_options.CheckpointDirectory}' has no tensor '{name}'; another or an empty folder is allowed.", _options.CheckpointDirectory);

    private void TakeBest()
    {
        foreach (var tensor in _best ?? [])
        {
            _task.Weights.Write(tensor.Name, tensor.Values.ToArray());
        }
    }
}
