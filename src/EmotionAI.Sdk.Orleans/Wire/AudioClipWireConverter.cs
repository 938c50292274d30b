using System.Runtime.InteropServices;

namespace EmotionAI.Orleans.Wire;

/// <summary>Makes a <see cref="AudioClipWire"/>, and from it what it stands for.</summary>
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
