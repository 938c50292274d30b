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
        try
        {
            codec.Decode(source, clip);
            return clip.ToClip(codec.Name);
        }
        catch (OutOfMemoryException e)
        {
            throw source.Origin.Fault(EmotionErrorCodes.LimitExceeded, $"needs more memory than there is to be decoded as {codec.Name}.", source.Position, e);
        }
        catch (Exception e) when (e is not (EmotionAIException or OperationCanceledException))
        {
            throw source.Origin.Fault(EmotionErrorCodes.FormatInvalid, Invariant($"is damaged: what is before byte {source.Position} cannot be decoded as {codec.Name} ({e.Message.TrimEnd('.')})."), source.Position, e);
        }
    }
}
