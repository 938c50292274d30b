using System.Numerics.Tensors;
using Concentus;
using Concentus.Structs;
using EmotionAI.Audio.Reading;

namespace EmotionAI.Audio.Opus;

/// <summary>Has Concentus decode the packets of one recording.</summary>
internal sealed class OpusStream : IPacketDecoder
{
    private readonly OpusHead _head;
    private readonly OpusMSDecoder _decoder;
    private readonly float[] _samples;

    public OpusStream(OpusHead head)
    {
        _head = head;
        // The factory that is recommended looks for a libopus on the machine: what decodes files from anybody is what was tested.
#pragma warning disable CS0618
        _decoder = new OpusMSDecoder(head.OutputRate, head.Channels, head.Streams, head.Coupled, head.Mapping);
#pragma warning restore CS0618
        _samples = new float[head.Scale(OpusPacket.MostSamples) * head.Channels];
    }

    public void Dispose() => _decoder.Dispose();

    /// <summary>Decodes a packet into a clip; one that cannot be decoded becomes silence.</summary>
    /// <returns>Its length in samples of 48 kHz.</returns>
    public long Decode(ReadOnlyMemory<byte> packet, ClipBuilder clip, long offset)
    {
        var length = OpusPacket.Length(packet.Span);
        if (length == 0)
        {
            clip.Damage(offset);
            return 0;
        }

        var frames = (int)_head.Scale(length);
        var samples = _samples.AsSpan(0, frames * _head.Channels);
        if (TryDecode(packet.Span, samples, frames))
        {
            if (_head.Gain != 1)
            {
                TensorPrimitives.Multiply(samples, _head.Gain, samples);
            }

            clip.Add(samples);
        }
        else
        {
            clip.AddDamaged(frames, offset);
        }

        return length;
    }

    private bool TryDecode(ReadOnlySpan<byte> packet, Span<float> samples, int frames)
    {
        try
        {
            return _decoder.DecodeMultistream(packet, samples, frames, decode_fec: false) == frames;
        }
        catch (Exception e) when (e is OpusException or IndexOutOfRangeException or ArgumentException or InvalidOperationException or OverflowException or NullReferenceException or DivideByZeroException)
        {
            _decoder.ResetState();
            return false;
        }
    }
}
