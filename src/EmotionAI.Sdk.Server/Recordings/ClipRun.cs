using EmotionAI.Audio;

namespace EmotionAI.Server.Recordings;

/// <summary>Decodes a recording as far as a model reads it, and takes it through the model.</summary>
internal static class ClipRun
{
    /// <param name="classifier">The model.</param>
    /// <param name="recording">A stream that may be the body of a request.</param>
    /// <param name="decoders">The decoders of more formats, for a classifier that is none of ours.</param>
    /// <param name="options">The limits.</param>
    /// <param name="aborted">Ends the call early.</param>
    /// <exception cref="EmotionAIException">It is no recording, or one that exceeds a limit.</exception>
    public static async Task<EmotionPrediction> ClassifyAsync(IEmotionClassifier<AudioClip> classifier, Stream recording, IEnumerable<IAudioDecoder> decoders, EmotionServerOptions options, CancellationToken aborted)
    {
        var clip = classifier.GetService<AudioEmotionClassifier>() is { } model
            ? await model.DecodeAsync(recording, aborted)
            : await DecodeAsync(recording, decoders, options, aborted);
        return clip.Duration <= options.MaxAudioDuration ? await classifier.ClassifyAsync(clip, cancellationToken: aborted) : throw TooLong(options);
    }

    /// <summary>Says that a recording is longer than the server takes.</summary>
    public static EmotionAIException TooLong(EmotionServerOptions options) =>
        new(EmotionErrorCodes.LimitExceeded, Invariant($"The recording is longer than {options.MaxAudioDuration.TotalSeconds} s, which is what this server takes (EmotionServerOptions.MaxAudioDuration)."));

    private static async Task<AudioClip> DecodeAsync(Stream recording, IEnumerable<IAudioDecoder> decoders, EmotionServerOptions options, CancellationToken aborted)
    {
        using var held = new MemoryStream();
        await recording.CopyToAsync(held, aborted);
        held.Position = 0;
        return await Task.Run(() => AudioDecoder.Decode(held, decoders, options.MaxAudioDuration, cancellationToken: aborted), aborted);
    }
}
