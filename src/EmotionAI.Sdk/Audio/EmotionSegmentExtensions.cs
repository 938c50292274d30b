using EmotionAI.Audio.Segments;

namespace EmotionAI.Audio;

/// <summary>Adds emotion over time to every speech classifier, mocks and wrappers included: recordings of any length, and sound as it comes.</summary>
/// <remarks>
/// <para>There is one way through: whatever comes is taken in blocks, brought to the model's rate, cut into windows, and answered window by window. The segments do not depend on how the sound is cut into blocks, down to the last bit; memory follows the window, not the recording.</para>
/// <para>A timeline, which is the default, tells speech from silence in steps of 10 ms, gives each hop the mean of the windows that hear it, each counting by how much it hears of the same stretch of speech, smooths, puts together where the best label is the same, and gives what is shorter than <see cref="SegmentOptions.MinimumDuration"/> to the neighbour that fits better. It has no gaps and no overlaps. It is told a window and about two seconds after a segment has ended.</para>
/// <para>With <see cref="SegmentOptions.Raw"/> each window is told as it is, as soon as its last sample is there.</para>
/// </remarks>
public static class EmotionSegmentExtensions
{
    private const int BlockSeconds = 1;

    /// <summary>Finds the emotions over time in sound that comes in blocks: a microphone, a call, a decoder.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="blocks">The sound: blocks of any length, of one sample rate and number of channels.</param>
    /// <param name="segments">The windows, and how they become segments; null for the defaults.</param>
    /// <param name="options">The decision rule of this call; null for the model's own. <see cref="ClassificationOptions.SpeechGate"/> is on by default in a timeline, and off by default in raw windows.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The segments as they are found, by their end; no block gives no segment.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="EmotionAIException">A block differs from those before in rate or channels or holds what is no number, the window is longer than the model reads, or the model cannot read a window. What was found before is handed out first.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static IAsyncEnumerable<EmotionSegment> ClassifySegmentsAsync(this IEmotionClassifier<AudioClip> classifier, IAsyncEnumerable<AudioClip> blocks, SegmentOptions? segments = null, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(blocks);
        segments = segments?.Copy() ?? new SegmentOptions();
        segments.Validate();
        options = options?.Clone();
        options?.Validate();
        return new SegmentMachine(classifier, segments, options).RunAsync(blocks, cancellationToken);
    }

    /// <summary>Finds the emotions over time in a clip that is held already.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="clip">The clip, of any length, sample rate and number of channels.</param>
    /// <param name="segments">The windows, and how they become segments; null for the defaults.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The segments as they are found, by their end; those of the same sound in blocks of any size.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="EmotionAIException">The clip holds what is no number, the window is longer than the model reads, or the model cannot read a window.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static IAsyncEnumerable<EmotionSegment> ClassifySegmentsAsync(this IEmotionClassifier<AudioClip> classifier, AudioClip clip, SegmentOptions? segments = null, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return classifier.ClassifySegmentsAsync(Divide(clip).ToAsyncEnumerable(), segments, options, cancellationToken);
    }

    /// <summary>Finds the emotions over time in a file of any length, which is decoded while it is read.</summary>
    /// <param name="classifier">The classifier. A file is decoded by its <see cref="AudioEmotionOptions.Decoders"/> within its <see cref="AudioEmotionOptions.Limits"/>; by those that are built in, within the default ones, where there is no <see cref="AudioEmotionClassifier"/> behind it.</param>
    /// <param name="path">The file: WAV, FLAC, AIFF, AU, CAF, or what a decoder reads.</param>
    /// <param name="segments">The windows, and how they become segments; null for the defaults.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The segments as they are found, by their end; none of a file without samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="EmotionAIException">The file cannot be decoded, the window is longer than the model reads, or the model cannot read a window. What was found before is handed out first.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static IAsyncEnumerable<EmotionSegment> ClassifySegmentsAsync(this IEmotionClassifier<AudioClip> classifier, string path, SegmentOptions? segments = null, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentException.ThrowIfNullOrEmpty(path);
        var setUp = classifier.GetService<AudioEmotionClassifier>()?.Options;
        return classifier.ClassifySegmentsAsync(AudioDecoder.DecodeBlocksAsync(path, setUp?.Decoders, setUp?.Limits, cancellationToken), segments, options, cancellationToken);
    }

    /// <summary>Finds the emotions over time in a recording that comes through a stream, such as a pipe or the body of a request, while it comes. The stream is left open.</summary>
    /// <param name="classifier">The classifier, which decodes as it does a file.</param>
    /// <param name="stream">The stream, from where it stands.</param>
    /// <param name="segments">The windows, and how they become segments; null for the defaults.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The segments as they are found, by their end; none of a recording without samples.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="EmotionAIException">The stream cannot be decoded, the window is longer than the model reads, or the model cannot read a window. What was found before is handed out first.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early.</exception>
    public static IAsyncEnumerable<EmotionSegment> ClassifySegmentsAsync(this IEmotionClassifier<AudioClip> classifier, Stream stream, SegmentOptions? segments = null, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(stream);
        var setUp = classifier.GetService<AudioEmotionClassifier>()?.Options;
        return classifier.ClassifySegmentsAsync(AudioDecoder.DecodeBlocksAsync(stream, setUp?.Decoders, setUp?.Limits, cancellationToken), segments, options, cancellationToken);
    }

    private static IEnumerable<AudioClip> Divide(AudioClip clip)
    {
        for (var frame = 0; frame < clip.FrameCount;)
        {
            var end = (int)Math.Min(clip.FrameCount, frame + ((long)clip.SampleRate * BlockSeconds));
            var samples = clip.Samples[(frame * clip.Channels)..(end * clip.Channels)];
            yield return new AudioClip(samples, clip.SampleRate, clip.Channels) { IsIncomplete = clip.IsIncomplete && end == clip.FrameCount };
            frame = end;
        }
    }
}
