using EmotionAI.Audio.Decoding;

namespace EmotionAI.Audio;

/// <summary>Decodes recordings of a format that is not built in; see <see cref="AudioEmotionOptions.Decoders"/>.</summary>
/// <remarks>Safe for concurrent calls. What it reads may be untrusted.</remarks>
/// <example><code>
/// sealed class BareFloats : IAudioDecoder
/// {
///     public bool CanDecode(ReadOnlySpan&lt;byte> start) => start.StartsWith("F32 "u8);
///
///     public AudioClip Decode(Stream stream, TimeSpan? duration, EmotionLimits limits, CancellationToken cancellationToken)
///     {
///         var bytes = new byte[stream.Length];
///         stream.ReadExactly(bytes);
///         return new AudioClip(System.Runtime.InteropServices.MemoryMarshal.Cast&lt;byte, float>(bytes.AsSpan(4)).ToArray(), 16_000, 1);
///     }
/// }
/// </code></example>
public interface IAudioDecoder
{
    /// <summary>Tells whether a recording is of this decoder's format.</summary>
    /// <param name="start">The first bytes of the file: 4,096, or all where it is shorter. ID3v2 tags before them are left out.</param>
    /// <returns>Whether <see cref="Decode"/> is to be called.</returns>
    bool CanDecode(ReadOnlySpan<byte> start);

    /// <summary>Decodes a recording.</summary>
    /// <param name="stream">The whole file, from its first byte; can seek; is not to be closed.</param>
    /// <param name="duration">How much is used: what is behind need not be decoded; null for all.</param>
    /// <param name="limits">The bounds for untrusted files.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The samples.</returns>
    /// <exception cref="EmotionAIException">The recording is damaged or exceeds a bound; or it is of a kind that is not supported (<see cref="EmotionErrorCodes.FormatUnsupported"/>), then the next decoder that knows it is asked.</exception>
    AudioClip Decode(Stream stream, TimeSpan? duration, EmotionLimits limits, CancellationToken cancellationToken);

    /// <summary>Decodes a recording of any length block by block. A decoder that does not say how gives the whole as one block, within the bounds of <see cref="Decode"/>.</summary>
    /// <param name="stream">The file, from its first byte. It may be a pipe, which cannot seek, and is not to be closed.</param>
    /// <param name="limits">The bounds for untrusted files; <see cref="EmotionLimits.AudioDuration"/> bounds what is held only.</param>
    /// <param name="accept">Takes each block, one at least, all of the same rate and channels. What it throws is to pass. The last one has <see cref="AudioClip.IsIncomplete"/> and <see cref="AudioClip.Warnings"/>.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="EmotionAIException">The recording is damaged or exceeds a bound; or, before the first block, it is of a kind that is not supported (<see cref="EmotionErrorCodes.FormatUnsupported"/>), then the next decoder that knows it is asked.</exception>
    void DecodeBlocks(Stream stream, EmotionLimits limits, Action<AudioClip> accept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(accept);
        accept(Decode(HeldStream.Whole(stream, limits, cancellationToken), null, limits, cancellationToken));
    }
}
