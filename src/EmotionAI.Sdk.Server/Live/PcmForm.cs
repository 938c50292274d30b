using System.Buffers.Binary;
using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Live;

/// <summary>Is the form of bare samples: little-endian, interleaved by channel.</summary>
/// <param name="IsFloat">Whether they are floats of 32 bits, full scale 1; integers of 16 bits otherwise.</param>
/// <param name="SampleRate">The sample rate, in Hz.</param>
/// <param name="Channels">The number of channels.</param>
internal sealed record PcmForm(bool IsFloat, int SampleRate, int Channels)
{
    private const string Integers = "s16le";
    private const string Floats = "f32le";
    private const int LowestRate = 8_000;
    private const int HighestRate = 192_000;
    private const int MostChannels = 8;
    private const int UsualRate = 16_000;
    private const float Scale = 1f / 32_768;

    /// <summary>Gets the names that <see cref="Read"/> reads.</summary>
    public static string[] Names { get; } = ["encoding", "rate", "channel_count"];

    /// <summary>Gets the bytes of one sample of every channel.</summary>
    public int FrameBytes => Channels * (IsFloat ? sizeof(float) : sizeof(short));

    /// <exception cref="EmotionAIException">A value is not allowed.</exception>
    public static PcmForm Read(IQueryCollection query)
    {
        var values = new QueryValues(query);
        return new PcmForm(
            values.OneOf("encoding", Integers, Floats) == Floats,
            values.Whole("rate", LowestRate, HighestRate) ?? UsualRate,
            values.Whole("channel_count", 1, MostChannels) ?? 1);
    }

    /// <summary>Makes a clip of whole frames.</summary>
    public AudioClip ClipOf(ReadOnlySpan<byte> frames)
    {
        var samples = new float[frames.Length / FrameBytes * Channels];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = IsFloat ? BinaryPrimitives.ReadSingleLittleEndian(frames[(sizeof(float) * i)..]) : BinaryPrimitives.ReadInt16LittleEndian(frames[(sizeof(short) * i)..]) * Scale;
        }

        return new AudioClip(samples, SampleRate, Channels);
    }
}
