using System.Buffers;

namespace EmotionAI.Audio.Decoding;

/// <summary>Holds what comes from a stream that must not be read synchronously, such as the body of a request, until all of it is there. Memory follows the bytes that arrived.</summary>
internal static class AudioSpool
{
    private const int FirstBytes = 64 << 10;

    /// <summary>Decodes a stream on the thread pool, which reads it directly where it can seek and waits for its bytes elsewhere.</summary>
    /// <exception cref="EmotionAIException">The stream exceeds the bound or cannot be decoded. What the stream itself throws passes: a server knows its own exceptions.</exception>
    public static async Task<AudioClip> DecodeAsync(Stream stream, Func<Stream, AudioClip> decode, EmotionLimits limits, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (stream is FileStream { CanSeek: true } or MemoryStream)
        {
            return await Task.Run(() => decode(stream), cancellationToken).ConfigureAwait(false);
        }

        var (buffer, length) = await ReadAsync(stream, limits.AudioBytes, cancellationToken).ConfigureAwait(false);
        try
        {
            using var held = new MemoryStream(buffer, 0, length, writable: false);
            return await Task.Run(() => decode(held), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task<(byte[] Buffer, int Length)> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        var length = 0;
        var reading = Task.FromResult(0);
        try
        {
            while (true)
            {
                // A pipe's own wait does not end with the token: it is given up.
                reading = stream.ReadAsync(buffer.AsMemory(length), cancellationToken).AsTask();
                var read = await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    return (buffer, length);
                }

                length += read;
                if (length > limit)
                {
                    throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The stream holds more than {limit} bytes, the most that a recording read asynchronously may have ({nameof(EmotionLimits)}.{nameof(EmotionLimits.AudioBytes)})."));
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }
        }
        catch
        {
            if (reading.IsCompleted)
            {
                // Into the buffer of a read that was given up may still be written: it is nobody else's.
                ArrayPool<byte>.Shared.Return(buffer);
            }

            throw;
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, Array.MaxLength));
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
