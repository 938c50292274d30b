using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Running;

/// <summary>Is what a <see cref="TrainingLoop"/> trains.</summary>
internal interface ITrainingTask
{
    /// <summary>Gets the weights.</summary>
    WeightStore Weights { get; }

    /// <summary>Gets the length of each training sample, by which batches are put together.</summary>
    IReadOnlyList<int> Lengths { get; }

    /// <summary>Gives the highest learning rate of a weight.</summary>
    double RateOf(string name);

    /// <summary>Computes the loss of a batch, a scalar with its gradient.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="step">The step, from which what is random follows.</param>
    Tensor Loss(ReadOnlySpan<int> batch, int step);

    /// <summary>Measures the macro-F1 on dev; null without dev data.</summary>
    double? Measure(CancellationToken cancellationToken);
}
