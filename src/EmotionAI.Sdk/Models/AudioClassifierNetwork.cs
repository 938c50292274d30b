using EmotionAI.Audio.Features;

namespace EmotionAI.Models;

/// <summary>Joins what turns samples into the input of an encoder, the encoder, and the head of a classifier.</summary>
/// <param name="Features">The front end.</param>
/// <param name="Encoder">The encoder; clips of one length run together, as there is no mask.</param>
/// <param name="Head">The head.</param>
internal sealed record AudioClassifierNetwork(IAudioFeatures Features, ILayeredNetwork Encoder, IHead Head)
{
    /// <summary>Gets the shortest clip the encoder reads, in samples; shorter ones are extended with silence.</summary>
    public int MinSamples { get; init; } = 1;

    /// <summary>Gets the longest clip the encoder reads, in samples; null where it has no bound.</summary>
    public int? MaxSamples { get; init; }
}
