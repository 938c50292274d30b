using EmotionAI.Training.Data;

namespace EmotionAI.Training.Torch.Audio;

/// <summary>Holds recordings as mono samples with the index of their label.</summary>
/// <param name="Clips">The samples of each.</param>
/// <param name="Labels">The label of each.</param>
internal sealed record SpeechSamples(IReadOnlyList<float[]> Clips, IReadOnlyList<int> Labels)
{
    private const double Shortest = 0.2;

    /// <summary>Reads the recordings of a part of the data.</summary>
    /// <exception cref="EmotionAIException">One cannot be read, or is too short to learn from.</exception>
    public static SpeechSamples Read(PreparedDataset data, IReadOnlyList<PreparedSample> samples, SpeechFeatures features, CancellationToken cancellationToken)
    {
        var clips = new float[samples.Count][];
        for (var i = 0; i < clips.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            clips[i] = features.Read(samples[i].Input);
            if (clips[i].Length < Shortest * features.SampleRate)
            {
                throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"'{samples[i].Input}' has {clips[i].Length} samples at {features.SampleRate} Hz; at least {Shortest} s are needed. Leave it out."), samples[i].Input);
            }
        }

        return new SpeechSamples(clips, [.. samples.Select(sample => data.Labels.IndexOf(sample.Labels[0]))]);
    }
}
