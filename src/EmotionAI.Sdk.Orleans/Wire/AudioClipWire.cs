using System.Runtime.InteropServices;

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

/// <summary>Converts it.</summary>
[RegisterConverter]
internal sealed class AudioClipWireConverter : IConverter<AudioClip, AudioClipWire>
{
    public AudioClip ConvertFromSurrogate(in AudioClipWire surrogate) => new(MemoryMarshal.Cast<byte, float>(surrogate.Samples).ToArray(), surrogate.SampleRate, surrogate.Channels) { IsIncomplete = surrogate.IsIncomplete, Warnings = surrogate.Warnings };

    public AudioClipWire ConvertToSurrogate(in AudioClip value) => new()
    {
        Samples = MemoryMarshal.AsBytes(value.Samples.Span).ToArray(),
        SampleRate = value.SampleRate,
        Channels = value.Channels,
        IsIncomplete = value.IsIncomplete,
        Warnings = [.. value.Warnings],
    };
}
