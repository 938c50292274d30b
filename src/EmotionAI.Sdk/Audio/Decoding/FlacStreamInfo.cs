using System.Runtime.CompilerServices;

namespace EmotionAI.Audio.Decoding;

/// <summary>Holds what is needed of the metadata block STREAMINFO (RFC 9639, section 8.2); the sizes of blocks and frames are in the frames too.</summary>
/// <param name="SampleRate">The sample rate, in Hz.</param>
/// <param name="Channels">The number of channels, 1 to 8.</param>
/// <param name="BitsPerSample">The size of a sample, 4 to 32 bits.</param>
/// <param name="TotalFrames">The number of samples of each channel, 0 where the writer did not know it.</param>
/// <param name="Digest">The MD5 of the samples, all zero where the writer did not know it.</param>
internal readonly record struct FlacStreamInfo(int SampleRate, int Channels, int BitsPerSample, long TotalFrames, UInt128 Digest)
{
    public const int Bytes = 34;

    private const int FewestBits = 4;

    public static FlacStreamInfo Parse(AudioOrigin origin, EmotionLimits limits, ReadOnlySpan<byte> block, long offset)
    {
        var packed = ChunkReader.UInt64(block[10..], isBigEndian: true);
        var sampleRate = (int)(packed >> 44);
        var channels = (int)((packed >> 41) & 7) + 1;
        var bits = (int)((packed >> 36) & 31) + 1;
        var total = (long)(packed & ((1UL << 36) - 1));
        if (bits < FewestBits)
        {
            throw origin.Invalid(Invariant($"announces FLAC samples of {bits} bits; {FewestBits} to 32 are allowed."), offset);
        }

        AudioBounds.CheckShape(origin, limits, sampleRate, channels, offset);
        return new FlacStreamInfo(sampleRate, channels, bits, total, Unsafe.ReadUnaligned<UInt128>(in block[18]));
    }

    public AudioFileInfo Describe() => new(AudioFileFormat.Flac, SampleRate, Channels, BitsPerSample, TotalFrames == 0 ? null : TotalFrames, IsTruncated: false);
}
