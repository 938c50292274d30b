using EmotionAI.Audio.Decoding;

namespace EmotionAI.Audio.Reading;

/// <summary>Stands between an application and the decoders of others: whatever they throw becomes an <see cref="EmotionAIException"/> that names the file.</summary>
internal sealed class GuardedDecoder(ICodec codec) : IAudioDecoder
{
    public bool CanDecode(ReadOnlySpan<byte> start) => codec.Recognises(start);

    public AudioClip Decode(Stream stream, TimeSpan? duration, EmotionLimits limits, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        cancellationToken.ThrowIfCancellationRequested();
        var source = new ByteSource(stream, cancellationToken);
        var clip = new ClipBuilder(source, limits, duration);
        Guard(source, () => codec.Decode(source, clip), () => false);
        return clip.ToClip(codec.Name);
    }

    public void DecodeBlocks(Stream stream, EmotionLimits limits, Action<AudioClip> accept, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(accept);
        cancellationToken.ThrowIfCancellationRequested();
        var source = new ByteSource(stream, cancellationToken);
        var isOutside = false;
        var clip = new ClipBuilder(source, limits, null, new SampleBlocks(block =>
        {
            isOutside = true;
            accept(block);
            isOutside = false;
        }));
        try
        {
            Guard(source, () => codec.Decode(source, clip), () => isOutside);
            clip.Complete(codec.Name);
        }
        catch (EmotionAIException) when (!isOutside)
        {
            clip.Break();
            throw;
        }
    }

    /// <summary>Decodes. What those throw who take the blocks passes.</summary>
    private void Guard(ByteSource source, Action decode, Func<bool> isOutside)
    {
        try
        {
            decode();
        }
        catch (OutOfMemoryException e) when (!isOutside())
        {
            throw source.Origin.Fault(EmotionErrorCodes.LimitExceeded, $"needs more memory than there is to be decoded as {codec.Name}.", source.Position, e);
        }
        catch (Exception e) when (e is not (EmotionAIException or OperationCanceledException) && !isOutside())
        {
            throw source.Origin.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"is damaged: what is before byte {source.Position} cannot be decoded as {codec.Name} ({e.Message.TrimEnd('.')})."), source.Position, e);
        }
    }
}
