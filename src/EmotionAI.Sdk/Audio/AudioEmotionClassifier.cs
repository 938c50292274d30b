using System.Buffers;
using EmotionAI.Audio.Dsp;
using EmotionAI.Bundles;
using EmotionAI.Inference;

namespace EmotionAI.Audio;

/// <summary>Recognises emotions in speech with a model that runs in this process.</summary>
/// <remarks>Safe for concurrent calls; meant to live as long as the application. Disposing it while calls run is safe: they end with an answer or <see cref="ObjectDisposedException"/>.</remarks>
public sealed class AudioEmotionClassifier : IEmotionClassifier<AudioClip>
{
    private readonly AudioModel _model;
    private readonly OnnxSession _session;
    private readonly AudioEmotionOptions _options;
    private readonly AudioFrontEnd _frontEnd = new();

    private AudioEmotionClassifier(ModelBundle bundle, AudioEmotionOptions options)
    {
        _model = bundle.Audio ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{bundle.Directory}' is not a speech model but {bundle.Kind}.", bundle.Directory);
        _options = options;
        Metadata = bundle.Metadata!;
        _session = _model.OpenSession(options.Threads);
    }

    /// <summary>Gets the description of the model.</summary>
    public EmotionClassifierMetadata Metadata { get; }

    /// <summary>Loads a model folder.</summary>
    /// <param name="directory">The folder; see <see cref="ModelBundle"/>.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The classifier, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">The folder does not exist or is not a speech model.</exception>
    public static AudioEmotionClassifier Load(string directory, AudioEmotionOptions? options = null)
    {
        options ??= new AudioEmotionOptions();
        options.Validate();
        return new AudioEmotionClassifier(ModelBundle.Load(directory, options.Limits), options);
    }

    /// <summary>Loads the model of the package EmotionAI.Sdk.Models.Speech.</summary>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The classifier, to be disposed.</returns>
    /// <exception cref="EmotionAIException">The package is not referenced.</exception>
    public static AudioEmotionClassifier LoadDefault(AudioEmotionOptions? options = null) => Load(DefaultModels.Audio.Require(), options);

    /// <summary>Classifies one clip.</summary>
    /// <param name="input">The clip, of any sample rate and number of channels; what is beyond the model's window is cut off.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The clip is empty or longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public EmotionPrediction Classify(AudioClip input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        ClassifyBatch([input], options, cancellationToken)[0];

    /// <summary>Decodes a WAV or FLAC file and classifies it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The file cannot be decoded, is empty or longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public EmotionPrediction ClassifyFile(string path, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        Classify(AudioDecoder.Decode(path, _options.Limits), options, cancellationToken);

    /// <summary>Classifies many clips; each prediction equals that of <see cref="Classify"/> within 1e-5.</summary>
    /// <param name="inputs">The clips, in any order and number.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One prediction for each clip, in the order of the clips.</returns>
    /// <exception cref="EmotionAIException">A clip is empty or longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<AudioClip> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        options?.Validate();
        var predictions = new EmotionPrediction[inputs.Count];
        var window = Math.Min(_options.BatchSize, _model.MaxBatch);
        for (var start = 0; start < inputs.Count; start += window)
        {
            ClassifyWindow(inputs, start, Math.Min(window, inputs.Count - start), options, predictions, cancellationToken);
        }

        return predictions;
    }

    /// <summary>Classifies one clip on the thread pool.</summary>
    /// <param name="input">The clip, of any sample rate and number of channels; what is beyond the model's window is cut off.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The clip is empty or longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public ValueTask<EmotionPrediction> ClassifyAsync(AudioClip input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        new(Task.Run(() => Classify(input, options, cancellationToken), cancellationToken));

    /// <summary>Frees the model once the calls in flight have ended; waits for them at most 30 s.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>Frees the model once the calls in flight have ended.</summary>
    /// <returns>The end of it.</returns>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private void ClassifyWindow(IReadOnlyList<AudioClip> inputs, int start, int count, ClassificationOptions? options, EmotionPrediction[] predictions, CancellationToken cancellationToken)
    {
        var clips = new ClipFeatures?[count];
        try
        {
            var lengths = new int[count];
            for (var i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                clips[i] = Prepare(inputs[start + i]);
                lengths[i] = clips[i]!.Length;
            }

            var order = new int[count];
            foreach (var range in LengthBuckets.Plan(lengths, order, count))
            {
                ClassifyBucket(clips, order.AsSpan(range), (i, logits) => predictions[start + i] = ScoreDecoder.Decode(logits, _model.Rule, options, clips[i]!.IsTruncated), cancellationToken);
            }
        }
        finally
        {
            Array.ForEach(clips, clip => clip?.Dispose());
        }
    }

    private ClipFeatures Prepare(AudioClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        if (clip.FrameCount == 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The clip is empty; at least one sample is needed.");
        }

        if (clip.Duration > _options.Limits.AudioDuration)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, $"The clip lasts {(int)clip.Duration.TotalSeconds} s; at most {(int)_options.Limits.AudioDuration.TotalSeconds} s are allowed.");
        }

        using var mono = _frontEnd.Prepare(clip, _model.SampleRate);
        return ClipFeatures.Compute(_model, mono.Samples);
    }

    private void ClassifyBucket(ClipFeatures?[] clips, ReadOnlySpan<int> bucket, Action<int, ReadOnlySpan<float>> decode, CancellationToken cancellationToken)
    {
        var labels = Metadata.Labels.Count;
        var length = clips[bucket[0]]!.Length;
        var batch = ArrayPool<float>.Shared.Rent(bucket.Length * length);
        var logits = ArrayPool<float>.Shared.Rent(bucket.Length * labels);
        try
        {
            for (var row = 0; row < bucket.Length; row++)
            {
                clips[bucket[row]]!.Values.CopyTo(batch.AsSpan(row * length));
            }

            var output = logits.AsSpan(0, bucket.Length * labels);
            var (second, third) = clips[bucket[0]]!.Shape;
            _session.Run<float>(batch.AsSpan(0, bucket.Length * length), (bucket.Length, second, third), output, cancellationToken);
            for (var row = 0; row < bucket.Length; row++)
            {
                decode(bucket[row], output.Slice(row * labels, labels));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(batch);
            ArrayPool<float>.Shared.Return(logits);
        }
    }
}
