using System.Buffers;
using System.Numerics.Tensors;
using EmotionAI.Audio.Decoding;
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

    /// <summary>Loads a bundle that was checked already.</summary>
    internal AudioEmotionClassifier(ModelBundle bundle, AudioEmotionOptions options)
    {
        _model = bundle.Audio ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{bundle.Directory}' is not a speech model but {bundle.Kind}.", bundle.Directory);
        _options = options.Copy();
        Extent = AudioExtent.Window(_model);
        Metadata = bundle.Metadata!;
        Warnings = bundle.Problems;
        _session = _model.OpenSession(options.Threads);
    }

    /// <summary>Gets the description of the model.</summary>
    public EmotionClassifierMetadata Metadata { get; }

    /// <summary>Gets how far a recording is used.</summary>
    internal AudioExtent Extent { get; }

    /// <summary>Gets the warnings of the model folder: settings without effect, values that disagree, what was derived. None where all is as it should be.</summary>
    public IReadOnlyList<BundleProblem> Warnings { get; }

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
    public EmotionPrediction Classify(AudioClip input, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        options?.Validate();
        input = Extent.Cut(input);
        Check(input);
        var quality = ClipQuality.Measure(input, _model.FramesOf(input), out var heard);
        using var mono = _frontEnd.Prepare(heard, _model.SampleRate);
        using var features = ClipFeatures.Compute(_model, mono.Samples);
        var logits = ArrayPool<float>.Shared.Rent(Metadata.Labels.Count);
        try
        {
            var output = logits.AsSpan(0, Metadata.Labels.Count);
            _session.Run(features.Values, (1, features.Shape.Second, features.Shape.Third), output, cancellationToken);
            return ScoreDecoder.Decode(output, _model.Rule, options, features.IsTruncated, input.IsIncomplete, quality, options?.SpeechGate ?? _options.SpeechGate);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(logits);
        }
    }

    /// <summary>Decodes a WAV, FLAC, AIFF, AU or CAF file, only as far as the model's window reaches, and classifies it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The file cannot be decoded or is empty; or the model has no window and the file is longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public EmotionPrediction ClassifyFile(string path, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Classify(AudioDecoder.Decode(path, Extent, _options.Limits, cancellationToken), options, cancellationToken);
    }

    /// <summary>Classifies many clips, one after another: a clip fills the processor by itself, and each prediction is that of <see cref="Classify"/>.</summary>
    /// <param name="inputs">The clips, in any order and number.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One prediction for each clip, in the order of the clips.</returns>
    /// <exception cref="EmotionAIException">A clip is empty or longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<AudioClip> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var predictions = new EmotionPrediction[inputs.Count];
        for (var i = 0; i < predictions.Length; i++)
        {
            predictions[i] = Classify(inputs[i], options, cancellationToken);
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

    private void Check(AudioClip clip)
    {
        if (clip.FrameCount == 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, clip.IsIncomplete ? "The recording ends before its first sample; at least one is needed." : "The clip is empty; at least one sample is needed.");
        }

        if (clip.Duration > _options.Limits.AudioDuration)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The clip lasts {(int)clip.Duration.TotalSeconds} s; at most {(int)_options.Limits.AudioDuration.TotalSeconds} s are allowed."));
        }

        if (!TensorPrimitives.IsFiniteAll(clip.Samples.Span))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "The clip holds samples that are NaN or infinite; finite numbers are needed.");
        }
    }
}
