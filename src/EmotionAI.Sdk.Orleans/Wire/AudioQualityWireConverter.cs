namespace EmotionAI.Orleans.Wire;

/// <summary>Makes a <see cref="AudioQualityWire"/>, and from it what it stands for.</summary>
[RegisterConverter]
internal sealed class AudioQualityWireConverter : IConverter<AudioQuality, AudioQualityWire>
{
    public AudioQuality ConvertFromSurrogate(in AudioQualityWire surrogate) => new()
    {
        Duration = surrogate.Duration,
        Peak = surrogate.Peak,
        Rms = surrogate.Rms,
        ClippingShare = surrogate.ClippingShare,
        Offset = surrogate.Offset,
        ActiveSpeech = surrogate.ActiveSpeech,
        NoSpeech = surrogate.NoSpeech,
        ChannelsCancelled = surrogate.ChannelsCancelled,
    };

    public AudioQualityWire ConvertToSurrogate(in AudioQuality value) => new()
    {
        Duration = value.Duration,
        Peak = value.Peak,
        Rms = value.Rms,
        ClippingShare = value.ClippingShare,
        Offset = value.Offset,
        ActiveSpeech = value.ActiveSpeech,
        NoSpeech = value.NoSpeech,
        ChannelsCancelled = value.ChannelsCancelled,
    };
}
