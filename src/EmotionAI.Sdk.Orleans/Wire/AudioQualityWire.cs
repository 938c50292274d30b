namespace EmotionAI.Orleans.Wire;

/// <summary>Is an <see cref="AudioQuality"/> between silo and client.</summary>
[GenerateSerializer]
[Alias("EmotionAI.AudioQualityWire")]
internal struct AudioQualityWire
{
    [Id(0)]
    public TimeSpan Duration { get; set; }

    [Id(1)]
    public double Peak { get; set; }

    [Id(2)]
    public double Rms { get; set; }

    [Id(3)]
    public double ClippingShare { get; set; }

    [Id(4)]
    public double Offset { get; set; }

    [Id(5)]
    public TimeSpan ActiveSpeech { get; set; }

    [Id(6)]
    public NoSpeechReason? NoSpeech { get; set; }

    [Id(7)]
    public bool ChannelsCancelled { get; set; }
}
