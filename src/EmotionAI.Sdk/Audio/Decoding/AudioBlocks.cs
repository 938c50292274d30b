namespace EmotionAI.Audio.Decoding;

/// <summary>Decodes recordings of any length block by block: no more of one is held than its last blocks.</summary>
internal static class AudioBlocks
{
    /// <summary>Reads a file, which is open as long as the enumeration goes on.</summary>
    public static IAsyncEnumerable<AudioClip> ReadAsync(string path, IReadOnlyList<IAudioDecoder> decoders, EmotionLimits limits, CancellationToken cancellationToken) =>
        BlockHandOver.RunAsync(
            (accept, stop) =>
            {
                using var file = AudioFile.Open(path, stop);
                Decode(file, decoders, limits, accept, stop, path);
            },
            cancellationToken);

    /// <summary>Reads a stream from where it stands, which is left open.</summary>
    public static IAsyncEnumerable<AudioClip> ReadAsync(Stream stream, IReadOnlyList<IAudioDecoder> decoders, EmotionLimits limits, CancellationToken cancellationToken) =>
        BlockHandOver.RunAsync((accept, stop) => Decode(stream, decoders, limits, accept, stop), cancellationToken);

    /// <summary>Decodes a stream of a built-in format.</summary>
    public static void Decode(AudioSource source, EmotionLimits limits, SampleBlocks blocks)
    {
        try
        {
            var sink = new SampleSink(blocks);
            var decoded = AudioFile.Decode(ref source, limits, AudioExtent.All, ref sink);
            blocks.Complete(decoded.IsIncomplete, decoded.Warnings);
        }
        catch (EmotionAIException)
        {
            blocks.Break();
            throw;
        }
        finally
        {
            source.Dispose();
        }
    }

    private static void Decode(Stream stream, IReadOnlyList<IAudioDecoder> decoders, EmotionLimits limits, Action<AudioClip> accept, CancellationToken cancellationToken, string? path = null)
    {
        stream = AwaitedStream.Over(stream, cancellationToken);
        if (!PluggedDecoders.TryDecodeBlocks(decoders, ref stream, limits, accept, cancellationToken))
        {
            Decode(new AudioSource(stream, path) { Cancellation = cancellationToken }, limits, new SampleBlocks(accept));
        }
    }
}
