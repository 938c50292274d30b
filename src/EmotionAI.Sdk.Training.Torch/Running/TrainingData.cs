using EmotionAI.Training.Data;

namespace EmotionAI.Training.Torch.Running;

/// <summary>Refuses data that nothing can be learnt from.</summary>
internal static class TrainingData
{
    /// <summary>Gives the training part.</summary>
    /// <exception cref="EmotionAIException">The data is of the other sense, has no training part, or only one label occurs in it.</exception>
    public static IReadOnlyList<PreparedSample> Require(PreparedDataset data, bool isAudio)
    {
        DataSense.Require(data, isAudio);
        var train = data.Of(DataSplit.Train);
        var labels = train.SelectMany(sample => sample.Labels).Distinct(StringComparer.Ordinal).Count();
        return train.Count == 0 ? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The data has no training part; samples with the split 'train' are needed.")
            : labels < 2 ? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"{labels} labels occur in the training part; two or more are needed."))
            : train;
    }
}
