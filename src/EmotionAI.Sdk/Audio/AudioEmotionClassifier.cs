using System.Buffers;
using EmotionAI.Audio.Decoding;
using EmotionAI.Bundles;
using EmotionAI.Diagnostics;
using EmotionAI.Inference;

namespace EmotionAI.Audio;

/// <summary>Recognises emotions in speech with a model that runs in this process.</summary>
/// <remarks>Safe for concurrent calls; meant to live as long as the application. Disposing it while calls run is safe: they end with an answer or <see cref="ObjectDisposedException"/>.</remarks>
/// <example><code>
/// using var classifier = AudioEmotionClassifier.LoadDefault();
/// var prediction = await classifier.ClassifyFileAsync("call.wav");
/// Console.WriteLine(prediction.NoSpeech is null ? prediction.Top.Label : "nobody speaks");
/// </code></example>
public sealed class AudioEmotionClassifier : IEmotionClassifier<AudioClip>
{
    private readonly AudioModel _model;
    private readonly ClipRunner _runner;
    private readonly AudioEmotionOptions _options;
    private readonly SpeechInputs _inputs;

    private AudioEmotionClassifier(ModelBundle bundle, AudioEmotionOptions options)
    {
        _model = bundle.Audio ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{bundle.Directory}' is not a speech model but {bundle.Kind}.", bundle.Directory);
        _options = options.Copy();
        _inputs = new SpeechInputs(_model, _options.Limits, _options.Decoders);
        Metadata = bundle.Metadata!;
        Warnings = bundle.Problems;
        _runner = new ClipRunner(_model.Network, new SessionSettings(options.Threads), Metadata);
    }

    /// <summary>Gets the description of the model.</summary>
    public EmotionClassifierMetadata Metadata { get; }

    /// <summary>Gets how it was set up; nobody may change it.</summary>
    internal AudioEmotionOptions Options => _options;

    /// <summary>Gets how far a recording is used.</summary>
    internal AudioExtent Extent => _inputs.Extent;

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
        using var bundle = ModelBundle.Load(directory, options.Limits);
        return new AudioEmotionClassifier(bundle, options);
    }

    /// <summary>Loads a model folder that was read and checked already.</summary>
    /// <param name="bundle">The folder, usable; its weights must still be there.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The classifier, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">It is not a speech model.</exception>
    public static AudioEmotionClassifier Load(ModelBundle bundle, AudioEmotionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        options ??= new AudioEmotionOptions();
        options.Validate();
        return bundle.IsUsable ? new AudioEmotionClassifier(bundle, options) : throw new ModelBundleException(bundle.Name, bundle.Problems);
    }

    /// <summary>Loads the model of the package EmotionAI.Sdk.Models.Speech or EmotionAI.Sdk.Models.Speech.Open.</summary>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The classifier, to be disposed.</returns>
    /// <exception cref="EmotionAIException">No package is referenced, or both are and the options choose none.</exception>
    public static AudioEmotionClassifier LoadDefault(AudioEmotionOptions? options = null) => Load(DefaultModels.Audio.Require(options?.DefaultModel), options);

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
        using var call = ClassifierTelemetry.Start(Metadata);
        try
        {
            return call.Answered(ClassifyOne(input, options, cancellationToken));
        }
        catch (Exception e) when (call.Failed(e))
        {
            throw;
        }
    }

    /// <summary>Decodes a file, only as far as the model's window reaches, and classifies it.</summary>
    /// <param name="path">The file: WAV, FLAC, AIFF, AU, CAF, or what a decoder of <see cref="AudioEmotionOptions.Decoders"/> reads.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The file cannot be decoded or is empty; or the model has no window and the file is longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public EmotionPrediction ClassifyFile(string path, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        Classify(Decode(path, cancellationToken), options, cancellationToken);

    /// <summary>Decodes a file and classifies it, as <see cref="ClassifyFile"/> does, on the thread pool.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">The decision rule of this call; null for the model's own.</param>
    /// <param name="cancellationToken">Ends the call early, while it decodes too.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="EmotionAIException">The file cannot be decoded or is empty; or the model has no window and the file is longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public ValueTask<EmotionPrediction> ClassifyFileAsync(string path, ClassificationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new(Task.Run(() => ClassifyFile(path, options, cancellationToken), cancellationToken));
    }

    /// <summary>Decodes a file as far as the model's window reaches.</summary>
    /// <param name="path">The file: WAV, FLAC, AIFF, AU, CAF, or what a decoder of <see cref="AudioEmotionOptions.Decoders"/> reads.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The clip; of a longer recording its beginning, and a little more than the window, so that <see cref="EmotionPrediction.IsTruncated"/> is told.</returns>
    /// <exception cref="EmotionAIException">The file cannot be decoded; or the model has no window and the file is longer than the limits allow.</exception>
    public AudioClip Decode(string path, CancellationToken cancellationToken = default) => _inputs.Decode(path, cancellationToken);

    /// <summary>Decodes a stream as far as the model's window reaches. The stream may be a pipe and is left open.</summary>
    /// <param name="stream">The stream, with a recording of a built-in format in it; another format only where the stream can seek.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The clip, as <see cref="Decode(string, CancellationToken)"/> gives it.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be decoded; or the model has no window and it is longer than the limits allow.</exception>
    public AudioClip Decode(Stream stream, CancellationToken cancellationToken = default) => _inputs.Decode(stream, cancellationToken);

    /// <summary>Reads a stream without blocking, such as the body of a request, and decodes it as far as the model's window reaches. The stream is left open.</summary>
    /// <param name="stream">The stream, of at most <see cref="EmotionLimits.AudioBytes"/> where it cannot seek. What it throws itself passes.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The clip, as <see cref="Decode(string, CancellationToken)"/> gives it.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be read or decoded, or exceeds a bound.</exception>
    /// <example><code>
    /// app.MapPost("/emotions", async (HttpRequest request, AudioEmotionClassifier classifier, CancellationToken stopping) =>
    ///     await classifier.ClassifyAsync(await classifier.DecodeAsync(request.Body, stopping), cancellationToken: stopping));
    /// </code></example>
    public Task<AudioClip> DecodeAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return AudioSpool.DecodeAsync(stream, held => Decode(held, cancellationToken), _options.Limits, cancellationToken);
    }

    /// <summary>Decodes a stream of any length from where it stands block by block, with the decoders and bounds of this classifier, as its timelines do. The stream may be a pipe or the body of a request, and is left open.</summary>
    /// <param name="stream">The stream, which is read asynchronously unless it is a file or memory.</param>
    /// <param name="cancellationToken">Ends the enumeration early, as leaving it does.</param>
    /// <returns>Blocks of a fifth of a second, as <see cref="AudioDecoder.DecodeBlocksAsync(Stream, IEnumerable{IAudioDecoder}?, EmotionLimits?, CancellationToken)"/> gives them.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be read or decoded, or exceeds a bound; thrown while the blocks are enumerated.</exception>
    public IAsyncEnumerable<AudioClip> DecodeBlocksAsync(Stream stream, CancellationToken cancellationToken = default) =>
        AudioDecoder.DecodeBlocksAsync(stream, _options.Decoders, _options.Limits, cancellationToken);

    /// <summary>Classifies many clips, several at the same time where they are short; each prediction equals that of <see cref="Classify"/> within 1e-5.</summary>
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
        using var call = ClassifierTelemetry.Start(Metadata);
        try
        {
            var predictions = new EmotionPrediction[inputs.Count];
            for (var start = 0; start < inputs.Count;)
            {
                start += ClassifyPortion(inputs, start, options, predictions, cancellationToken);
            }

            return call.Answered(predictions);
        }
        catch (Exception e) when (call.Failed(e))
        {
            throw;
        }
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

    /// <summary>Gets a part of the classifier: itself, its <see cref="EmotionClassifierMetadata"/>.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="serviceKey">A key; nothing here has one.</param>
    /// <returns>The part; null where there is none.</returns>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(EmotionClassifierMetadata) ? Metadata
            : null;
    }

    /// <summary>Frees the model once the calls in flight have ended; waits for them at most 30 s.</summary>
    public void Dispose() => _runner.Dispose();

    /// <summary>Frees the model once the calls in flight have ended.</summary>
    /// <returns>The end of it.</returns>
    public ValueTask DisposeAsync() => _runner.DisposeAsync();

    private EmotionPrediction ClassifyOne(AudioClip input, ClassificationOptions? options, CancellationToken cancellationToken)
    {
        using var features = _inputs.Read(input, out var quality);
        var logits = ArrayPool<float>.Shared.Rent(Metadata.Labels.Count);
        try
        {
            var output = logits.AsSpan(0, Metadata.Labels.Count);
            _runner.Run(features, output, cancellationToken);
            return Decode(output, options, input, features, quality);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(logits);
        }
    }

    /// <summary>Classifies as many clips as are worth holding at once.</summary>
    /// <returns>The number of them.</returns>
    private int ClassifyPortion(IReadOnlyList<AudioClip> inputs, int start, ClassificationOptions? options, EmotionPrediction[] predictions, CancellationToken cancellationToken)
    {
        using var clips = ClipPortion.Read(_inputs, inputs, start, cancellationToken);
        var labels = Metadata.Labels.Count;
        var logits = ArrayPool<float>.Shared.Rent(clips.Count * labels);
        try
        {
            _runner.Run(clips.Features, logits, cancellationToken);
            for (var i = 0; i < clips.Count; i++)
            {
                predictions[start + i] = Decode(logits.AsSpan(i * labels, labels), options, inputs[start + i], clips.Features[i], clips.Qualities[i]);
            }

            return clips.Count;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(logits);
        }
    }

    private EmotionPrediction Decode(ReadOnlySpan<float> logits, ClassificationOptions? options, AudioClip input, ClipFeatures features, AudioQuality quality) =>
        ScoreDecoder.Decode(logits, _model.Rule, options, new InputFacts { IsTruncated = features.IsTruncated, IsIncomplete = input.IsIncomplete, AudioQuality = quality, IsGated = options?.SpeechGate ?? _options.SpeechGate });
}
