using System.Buffers;
using EmotionAI.Bundles;
using EmotionAI.Inference;

namespace EmotionAI.Text;

/// <summary>Turns texts into vectors with the encoder of a text model, for search, clustering and comparison: that of a classifier, or one without a head such as those of sentence-transformers.</summary>
/// <remarks>Safe for concurrent calls; meant to live as long as the application. Follows sentence-transformers: special tokens count for the mean, padding does not.</remarks>
/// <example><code>
/// using var encoder = TextEncoder.Load("models/all-minilm-l6-v2");
/// var vector = encoder.Encode("I can't believe we won!").Vector;
/// Console.WriteLine($"{vector.Length} numbers");
/// </code></example>
public sealed class TextEncoder : IDisposable, IAsyncDisposable
{
    private readonly TextEncoderModel _model;
    private readonly TextEncoderOptions _options;
    private readonly TextRunner _runner;

    private TextEncoder(TextEncoderModel model, TextEncoderOptions options)
    {
        _model = model;
        _options = options.Copy();
        Warnings = Frozen.Copy(model.Warnings);
        _runner = new TextRunner(model.Network, new SessionSettings(options.Threads), options.BatchSize, model.Dimensions, null);
    }

    /// <summary>Gets the name of the model.</summary>
    public string ModelId => _model.ModelId;

    /// <summary>Gets the number of numbers of a vector.</summary>
    public int Dimensions => _model.Dimensions;

    /// <summary>Gets the largest number of tokens of a text, special tokens included; what is beyond is cut off.</summary>
    public int MaxLength => _model.MaxLength;

    /// <summary>Gets what makes one vector of all tokens.</summary>
    public TextPooling Pooling => _model.Head.Pooling;

    /// <summary>Gets whether vectors have the length 1.</summary>
    public bool IsNormalized => _model.Head.Normalize;

    /// <summary>Gets the tokenizer of the model.</summary>
    public TextTokenizer Tokenizer => _model.Tokenizer;

    /// <summary>Gets the warnings of the model folder.</summary>
    public IReadOnlyList<BundleProblem> Warnings { get; }

    /// <summary>Loads the encoder of a model folder; labels are not needed.</summary>
    /// <param name="directory">The folder: <c>config.json</c>, weights, tokenizer; <c>modules.json</c> and <c>1_Pooling</c> of sentence-transformers where they are.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The encoder, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">The folder does not exist, or has no layer for the pooling.</exception>
    public static TextEncoder Load(string directory, TextEncoderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        options ??= new TextEncoderOptions();
        options.Validate();
        var model = TextEncoderReader.Read(directory, options);
        using (model.Network)
        {
            return new TextEncoder(model, options);
        }
    }

    /// <summary>Loads the encoder of a classifier's folder that was read and checked already; both share the weights.</summary>
    /// <param name="bundle">The folder, usable: a text model with weights.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The encoder, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">It is no text model with weights.</exception>
    public static TextEncoder Load(ModelBundle bundle, TextEncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        options ??= new TextEncoderOptions();
        options.Validate();
        return new TextEncoder(TextEncoderReader.Read(bundle, options), options);
    }

    /// <summary>Loads the encoder of the model of the package EmotionAI.Sdk.Models.Text.</summary>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The encoder, to be disposed.</returns>
    /// <exception cref="EmotionAIException">The package is not referenced.</exception>
    public static TextEncoder LoadDefault(TextEncoderOptions? options = null) => Load(DefaultModels.Text.Require(), options);

    /// <summary>Encodes one text.</summary>
    /// <param name="input">The text; what is beyond the model's length is cut off.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The vector.</returns>
    /// <exception cref="EmotionAIException">The text is longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The encoder was disposed.</exception>
    public TextEmbedding Encode(string input, CancellationToken cancellationToken = default)
    {
        var ids = ArrayPool<int>.Shared.Rent(MaxLength);
        try
        {
            var length = Read(input, ids.AsSpan(0, MaxLength), out var isTruncated);
            var vector = new float[Dimensions];
            _runner.Run(ids.AsSpan(0, length), vector, cancellationToken);
            return new TextEmbedding(vector, length, isTruncated);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
        }
    }

    /// <summary>Encodes many texts; each vector equals that of <see cref="Encode"/> within 1e-5.</summary>
    /// <param name="inputs">The texts, in any order and number.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One vector for each text, in the order of the texts.</returns>
    /// <exception cref="EmotionAIException">A text is longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The encoder was disposed.</exception>
    public IReadOnlyList<TextEmbedding> EncodeBatch(IReadOnlyList<string> inputs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var embeddings = new TextEmbedding[inputs.Count];
        var portion = _runner.PortionOf(MaxLength);
        for (var start = 0; start < inputs.Count; start += portion)
        {
            EncodePortion(inputs, start, Math.Min(portion, inputs.Count - start), embeddings, cancellationToken);
        }

        return Array.AsReadOnly(embeddings);
    }

    /// <summary>Frees the model once the calls in flight have ended; waits for them at most 30 s.</summary>
    public void Dispose() => _runner.Dispose();

    /// <summary>Frees the model once the calls in flight have ended.</summary>
    /// <returns>The end of it.</returns>
    public ValueTask DisposeAsync() => _runner.DisposeAsync();

    private void EncodePortion(IReadOnlyList<string> inputs, int start, int count, TextEmbedding[] embeddings, CancellationToken cancellationToken)
    {
        var ids = ArrayPool<int>.Shared.Rent(count * MaxLength);
        var vectors = ArrayPool<float>.Shared.Rent(count * Dimensions);
        var lengths = new int[count];
        var truncated = new bool[count];
        try
        {
            for (var i = 0; i < count; i++)
            {
                lengths[i] = Read(inputs[start + i], ids.AsSpan(i * MaxLength, MaxLength), out truncated[i]);
            }

            _runner.Run(ids, MaxLength, lengths, vectors, cancellationToken);
            for (var i = 0; i < count; i++)
            {
                embeddings[start + i] = new TextEmbedding(vectors.AsSpan(i * Dimensions, Dimensions).ToArray(), lengths[i], truncated[i]);
            }
        }
        finally
        {
            ArrayPool<int>.Shared.Return(ids);
            ArrayPool<float>.Shared.Return(vectors);
        }
    }

    private int Read(string input, Span<int> ids, out bool isTruncated) => TextInputs.Encode(input, Tokenizer, _options.Limits, ids, out isTruncated);
}
