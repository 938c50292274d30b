using EmotionAI.Bundles;
using EmotionAI.Inference;
using EmotionAI.Models.Heads;

namespace EmotionAI.Audio;

/// <summary>Turns clips into vectors with the encoder of a speech model: what its last linear layer reads, for search, clustering, and heads for other labels.</summary>
/// <remarks>
/// Safe for concurrent calls; meant to live as long as the application. Clips are decoded, cut, resampled and turned into features as <see cref="AudioEmotionClassifier"/> does.
/// An ONNX model gives the input of its last Gemm, or MatMul with Add; a SpeechBrain model and one of Hugging Face give what their last layer reads, not brought to the length 1.
/// </remarks>
/// <example><code>
/// using var encoder = AudioEncoder.LoadDefault();
/// var vector = encoder.Encode(encoder.Decode("call.wav")).Vector;
/// Console.WriteLine($"{vector.Length} numbers");
/// </code></example>
public sealed class AudioEncoder : IDisposable, IAsyncDisposable
{
    private readonly AudioEncoderModel _model;
    private readonly AudioEncoderOptions _options;
    private readonly SpeechInputs _inputs;
    private readonly OnnxSession _session;

    private AudioEncoder(ModelBundle bundle, AudioEncoderOptions options)
    {
        _options = options.Copy();
        _model = AudioEncoderReader.Read(bundle, _options.Limits);
        _inputs = new SpeechInputs(_model.Audio, _options.Limits, _options.Decoders);
        Warnings = bundle.Problems;
        _session = _model.Network.Open(new SessionSettings(options.Threads));
    }

    /// <summary>Gets the name of the model.</summary>
    public string ModelId => _model.Audio.Rule.ModelId;

    /// <summary>Gets the number of numbers of a vector.</summary>
    public int Dimensions => _model.Dimensions;

    /// <summary>Gets the sample rate the model reads, in Hz; clips of other rates are resampled.</summary>
    public int SampleRate => _model.Audio.SampleRate;

    /// <summary>Gets the longest clip the model reads; what is beyond is cut off. Null where it has no bound.</summary>
    public TimeSpan? MaxDuration => _model.Audio.MaxDuration;

    /// <summary>Gets the warnings of the model folder.</summary>
    public IReadOnlyList<BundleProblem> Warnings { get; }

    /// <summary>Loads the encoder of a speech model's folder.</summary>
    /// <param name="directory">The folder; see <see cref="ModelBundle"/>.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The encoder, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">The folder does not exist or is not a speech model, or the last layer of its ONNX model is not a linear one.</exception>
    public static AudioEncoder Load(string directory, AudioEncoderOptions? options = null)
    {
        options ??= new AudioEncoderOptions();
        options.Validate();
        using var bundle = ModelBundle.Load(directory, options.Limits);
        return new AudioEncoder(bundle, options);
    }

    /// <summary>Loads the encoder of a folder that was read and checked already; a classifier of that bundle shares its weights where they are a checkpoint's.</summary>
    /// <param name="bundle">The folder, usable; its weights must still be there.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The encoder, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">It is not a speech model, or the last layer of its ONNX model is not a linear one.</exception>
    public static AudioEncoder Load(ModelBundle bundle, AudioEncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        options ??= new AudioEncoderOptions();
        options.Validate();
        return new AudioEncoder(bundle, options);
    }

    /// <summary>Loads the encoder of the model of the package EmotionAI.Sdk.Models.Speech or EmotionAI.Sdk.Models.Speech.Open.</summary>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The encoder, to be disposed.</returns>
    /// <exception cref="EmotionAIException">No package is referenced, or both are and the options choose none.</exception>
    public static AudioEncoder LoadDefault(AudioEncoderOptions? options = null) => Load(DefaultModels.Audio.Require(options?.DefaultModel), options);

    /// <summary>Decodes a file as far as the model's window reaches.</summary>
    /// <param name="path">The file: WAV, FLAC, AIFF, AU, CAF, or what a decoder of <see cref="AudioEncoderOptions.Decoders"/> reads.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The clip; of a longer recording its beginning, and a little more than the window, so that <see cref="AudioEmbedding.IsTruncated"/> is told.</returns>
    /// <exception cref="EmotionAIException">The file cannot be decoded; or the model has no window and the file is longer than the limits allow.</exception>
    public AudioClip Decode(string path, CancellationToken cancellationToken = default) => _inputs.Decode(path, cancellationToken);

    /// <summary>Decodes a stream as far as the model's window reaches. The stream may be a pipe and is left open.</summary>
    /// <param name="stream">The stream, with a recording of a built-in format in it; another format only where the stream can seek.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The clip, as <see cref="Decode(string, CancellationToken)"/> gives it.</returns>
    /// <exception cref="EmotionAIException">The stream cannot be decoded; or the model has no window and it is longer than the limits allow.</exception>
    public AudioClip Decode(Stream stream, CancellationToken cancellationToken = default) => _inputs.Decode(stream, cancellationToken);

    /// <summary>Encodes one clip.</summary>
    /// <param name="clip">The clip, of any sample rate and number of channels; what is beyond the model's window is cut off.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The vector.</returns>
    /// <exception cref="EmotionAIException">The clip is empty or longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The encoder was disposed.</exception>
    public AudioEmbedding Encode(AudioClip clip, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(clip);
        using var features = _inputs.Read(clip, out var quality);
        var vector = new float[Dimensions];
        _session.Run(features.Values, new TensorShape(1, features.Shape.Second, features.Shape.Third), [], vector, cancellationToken);
        return new AudioEmbedding(vector, features.IsTruncated, quality);
    }

    /// <summary>Gives the files of the model's folder with another last layer on the same encoder: a model whose scores are softmax(W · vector + b). What <see cref="ModelBundle.Load"/> reads is there, labels and decision rule included.</summary>
    /// <param name="labels">The labels in index order.</param>
    /// <param name="weights">The weights W, <c>[labels, <see cref="Dimensions"/>]</c>, row-major.</param>
    /// <param name="bias">The bias b, one number a label.</param>
    /// <returns>The content of each file, by its name relative to the folder, with '/'.</returns>
    /// <exception cref="ArgumentException">There are more or fewer numbers, or some are not finite.</exception>
    /// <exception cref="EmotionAIException">The last layer is one that cannot be replaced, the files take more bytes than an array holds, or a file of the folder cannot be read any more.</exception>
    public IReadOnlyDictionary<string, byte[]> ExportWithHead(EmotionLabels labels, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return SpeechHeadExport.Files(_model, new LinearHead(labels, weights, bias, Dimensions), _options.Limits);
    }

    /// <summary>Frees the model once the calls in flight have ended; waits for them at most 30 s.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>Frees the model once the calls in flight have ended.</summary>
    /// <returns>The end of it.</returns>
    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
