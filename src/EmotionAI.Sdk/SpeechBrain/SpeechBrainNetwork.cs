using EmotionAI.Audio;
using EmotionAI.Audio.Features;
using EmotionAI.Graphs;
using EmotionAI.Models;

namespace EmotionAI.SpeechBrain;

/// <summary>Holds what a SpeechBrain folder's network is built of, with its open weights.</summary>
/// <param name="Name">The architecture, as the kind of the bundle names it.</param>
/// <param name="Features">The front end; null where there was a problem.</param>
/// <param name="MinSamples">The shortest clip it reads, in samples.</param>
/// <param name="Files">The open weights.</param>
/// <param name="Encoder">The encoder; null where there was a problem.</param>
/// <param name="Head">The head.</param>
internal sealed record SpeechBrainNetwork(string Name, IAudioFeatures? Features, int MinSamples, WeightFiles Files, INetwork? Encoder, IHead Head)
{
    /// <summary>Gets the longest clip whose work is bounded, in samples; null where it does not grow faster than the clip.</summary>
    public long? LongestSamples { get; init; }

    /// <summary>Gets the longest clip it reads, in samples; null where it has no bound.</summary>
    public int? MaxSamples { get; init; }

    /// <summary>Gets how every frame is answered; null where a clip is.</summary>
    public FrameLevel? Frames { get; init; }
}
