using System.Numerics.Tensors;
using EmotionAI.Audio.Decoding;
using EmotionAI.Audio.Dsp;

namespace EmotionAI.Audio;

/// <summary>Brings recordings to what a speech model reads: decoded, cut to its window, checked, measured, resampled, as features. What scores and vectors are made of is the same.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class SpeechInputs(AudioModel model, EmotionLimits limits, IList<IAudioDecoder> decoders)
{
    private readonly AudioFrontEnd _frontEnd = new();

    /// <summary>Gets how far a recording is used.</summary>
    public AudioExtent Extent { get; } = AudioExtent.Window(model);

    /// <summary>Decodes a file as far as the model's window reaches.</summary>
    /// <exception cref="EmotionAIException">The file cannot be decoded; or the model has no window and the file is longer than the limits allow.</exception>
    public AudioClip Decode(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return AudioDecoder.Decode(path, decoders, model.MaxDuration + PluggedDecoders.Reach, Extent, limits, cancellationToken);
    }

    /// <summary>Decodes a stream as far as the model's window reaches.</summary>
    /// <exception cref="EmotionAIException">The stream cannot be decoded; or the model has no window and it is longer than the limits allow.</exception>
    public AudioClip Decode(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return AudioDecoder.Decode(stream, decoders, model.MaxDuration + PluggedDecoders.Reach, Extent, limits, cancellationToken);
    }

    /// <summary>Computes what the model reads of a clip.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="quality">What the sound is like.</param>
    /// <returns>The features, to be disposed.</returns>
    /// <exception cref="EmotionAIException">The clip is empty, longer than the limits allow, or no sound.</exception>
    public ClipFeatures Read(AudioClip clip, out AudioQuality quality)
    {
        clip = Extent.Cut(clip);
        Check(clip);
        quality = ClipQuality.Measure(clip, model.FramesOf(clip), out var heard);
        using var mono = _frontEnd.Prepare(heard, model.SampleRate);
        return ClipFeatures.Compute(model, mono.Samples);
    }

    private void Check(AudioClip clip)
    {
        if (clip.FrameCount == 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, clip.IsIncomplete ? "The recording ends before its first sample; at least one is needed." : "The clip is empty; at least one sample is needed.");
        }

        if (clip.Duration > limits.AudioDuration)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The clip lasts {(int)clip.Duration.TotalSeconds} s; at most {(int)limits.AudioDuration.TotalSeconds} s are allowed."));
        }

        if (model.LongestSamples is { } longest && (Int128)clip.FrameCount * model.SampleRate > (Int128)longest * clip.SampleRate)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The clip lasts {(int)clip.Duration.TotalSeconds} s; at most {longest / model.SampleRate} s are allowed at once by this model, whose memory grows with the square of the length. Cut the recording into parts."));
        }

        if (!TensorPrimitives.IsFiniteAll(clip.Samples.Span))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The clip holds samples that are NaN or infinite; finite numbers are needed.");
        }
    }
}
