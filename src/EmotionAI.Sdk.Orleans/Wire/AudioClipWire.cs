namespace EmotionAI.Orleans.Wire;

/// <summary>Is an <see cref="AudioClip"/> between client and silo: its samples as they lie in memory, little-endian as on every machine that .NET runs on.</summary>
[GenerateSerializer]
[Alias("EmotionAI.AudioClipWire")]
internal struct AudioClipWire
{
    [Id(0)]
    public byte[] Samples { get; set; }

    [Id(1)]
    public int SampleRate { get; set; }

    [Id(2)]
    public int Channels { get; set; }

    [Id(3)]
    public bool IsIncomplete { get; set; }

    [Id(4)]
    public string[] Warnings { get; set; }
}
