using EmotionAI.Audio.Features;
using EmotionAI.Inference;
using EmotionAI.Models;

namespace EmotionAI.Audio;

/// <summary>Holds what a checked bundle says about a speech model: all a classifier needs.</summary>
internal sealed record AudioModel
{
    /// <summary>Gets the way from samples to what the model reads.</summary>
    public required IAudioFeatures Features { get; init; }

    /// <summary>Gets the sample rate the model reads, in Hz.</summary>
    public int SampleRate => Features.SampleRate;

    /// <summary>Gets the longest clip the model reads, in samples; null where it has no bound.</summary>
    public int? MaxSamples { get; init; }

    /// <summary>Gets the longest clip the model reads; null where it has no bound.</summary>
    public TimeSpan? MaxDuration => MaxSamples is { } samples ? TimeSpan.FromSeconds((double)samples / SampleRate) : null;

    /// <summary>Gets the shortest clip the model reads, in samples; shorter ones are extended with silence.</summary>
    public int MinSamples { get; init; } = 1;

    /// <summary>Gets the longest clip whose work is bounded, in samples; a longer one is refused. Null where the work does not grow faster than the clip.</summary>
    public long? LongestSamples { get; init; }

    /// <summary>Finds the number of frames of a clip, at its own rate, that the model reads.</summary>
    public int FramesOf(AudioClip clip) => MaxSamples is { } samples ? (int)Math.Min(clip.FrameCount, (((long)samples * clip.SampleRate) + SampleRate - 1) / SampleRate) : clip.FrameCount;

    public required DecisionRule Rule { get; init; }

    /// <summary>Gets how the model answers for every frame; null where it gives one answer a clip.</summary>
    public FrameLevel? Frames { get; init; }

    /// <summary>Gets the network with its weights, from which sessions are opened.</summary>
    public required ModelNetwork Network { get; init; }
}
