namespace EmotionAI;

/// <summary>Describes the sound that a speech model answered on: the part of the clip that its window holds.</summary>
/// <remarks>Immutable and safe for concurrent use. Samples are linear, full scale 1; a value v is 20·log10(v) dBFS.</remarks>
public sealed record AudioQuality
{
    /// <summary>Gets how long the sound is: the clip, or the model's window where that is shorter.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets the largest magnitude of a sample in any channel, linear.</summary>
    public required double Peak { get; init; }

    /// <summary>Gets the root mean square of the samples of all channels, linear, with the offset in it.</summary>
    public required double Rms { get; init; }

    /// <summary>Gets the share of samples at full scale, 0 to 1: those whose magnitude is 0.999 or more.</summary>
    public required double ClippingShare { get; init; }

    /// <summary>Gets the mean of the samples of all channels, linear: 0 in a sound recording, other where a microphone or its converter is at fault.</summary>
    public required double Offset { get; init; }

    /// <summary>Gets the time in which somebody speaks, in steps of 50 ms: the frames 5 dB or more above the quiet ones; 0 where <see cref="NoSpeech"/> says why there is none.</summary>
    public required TimeSpan ActiveSpeech { get; init; }

    /// <summary>Gets why the sound holds no speech; null where its level varies as that of speech does. Music and the babble of many voices vary so too.</summary>
    public NoSpeechReason? NoSpeech { get; init; }

    /// <summary>Gets whether the channels cancel each other, so that the loudest one was taken in place of their mean; the other figures are then of that channel.</summary>
    public bool ChannelsCancelled { get; init; }
}
