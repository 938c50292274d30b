using EmotionAI.Bundles;
using EmotionAI.Text;
using Microsoft.Extensions.AI;

namespace EmotionAI.Extensions.AI;

/// <summary>Gives the vectors of texts to what is made for Microsoft.Extensions.AI: search, caches, telemetry, vector stores. The model runs in this process.</summary>
/// <remarks>Safe for concurrent calls; meant to live as long as the application. Texts are encoded on the thread pool, those of one length together.</remarks>
/// <example><code>
/// using var generator = TextEmbeddingGenerator.Load("models/all-minilm-l6-v2");
/// var embeddings = await generator.GenerateAsync(["I can't believe we won!", "What a day."]);
/// Console.WriteLine($"{embeddings[0].Dimensions} numbers, {embeddings.Usage!.InputTokenCount} tokens");
/// </code></example>
public sealed class TextEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    private const string ProviderName = "EmotionAI";

    private readonly TextEncoder _encoder;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>Initializes a new instance of the <see cref="TextEmbeddingGenerator"/> class.</summary>
    /// <param name="encoder">The encoder, which is disposed with this.</param>
    public TextEmbeddingGenerator(TextEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        _encoder = encoder;
        _metadata = new EmbeddingGeneratorMetadata(ProviderName, null, encoder.ModelId, encoder.Dimensions);
    }

    /// <summary>Loads the encoder of a model folder; labels are not needed.</summary>
    /// <param name="directory">The folder: <c>config.json</c>, weights, tokenizer; <c>modules.json</c> and <c>1_Pooling</c> of sentence-transformers where they are.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The generator, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">The folder does not exist, or has no layer for the pooling.</exception>
    public static TextEmbeddingGenerator Load(string directory, TextEncoderOptions? options = null) => new(TextEncoder.Load(directory, options));

    /// <summary>Loads the encoder of a classifier's folder that was read and checked already; both share the weights.</summary>
    /// <param name="bundle">The folder, usable: a text model with weights.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The generator, to be disposed.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">It is no text model with weights.</exception>
    public static TextEmbeddingGenerator Load(ModelBundle bundle, TextEncoderOptions? options = null) => new(TextEncoder.Load(bundle, options));

    /// <summary>Loads the encoder of the model of the package EmotionAI.Sdk.Models.Text.</summary>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>The generator, to be disposed.</returns>
    /// <exception cref="EmotionAIException">The package is not referenced.</exception>
    public static TextEmbeddingGenerator LoadDefault(TextEncoderOptions? options = null) => new(TextEncoder.LoadDefault(options));

    /// <summary>Encodes texts.</summary>
    /// <param name="values">The texts; what is beyond the model's length is cut off.</param>
    /// <param name="options">What is asked for; another model or number of dimensions than this has is refused. Null for none.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>One embedding for each text, in the order of the texts, with the number of tokens that were read.</returns>
    /// <exception cref="ArgumentException">The options ask for another model, or for vectors of another size.</exception>
    /// <exception cref="EmotionAIException">A text is longer than the limits allow.</exception>
    /// <exception cref="ObjectDisposedException">The generator was disposed.</exception>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        Check(options);
        string[] texts = [.. values];
        return Task.Run(() => Generate(texts, cancellationToken), cancellationToken);
    }

    /// <summary>Gets a part of the generator: itself, its <see cref="EmbeddingGeneratorMetadata"/>, its <see cref="TextEncoder"/> or <see cref="TextTokenizer"/>.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="serviceKey">A key; nothing here has one.</param>
    /// <returns>The part; null where there is none.</returns>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(EmbeddingGeneratorMetadata) ? _metadata
            : serviceType == typeof(TextEncoder) ? _encoder
            : serviceType == typeof(TextTokenizer) ? _encoder.Tokenizer
            : null;
    }

    /// <summary>Frees the model once the calls in flight have ended; waits for them at most 30 s.</summary>
    public void Dispose() => _encoder.Dispose();

    private void Check(EmbeddingGenerationOptions? options)
    {
        if (options?.Dimensions is { } dimensions && dimensions != _encoder.Dimensions)
        {
            throw new ArgumentException(Invariant($"Dimensions is {dimensions}; the vectors of '{_encoder.ModelId}' have {_encoder.Dimensions}."), nameof(options));
        }

        if (options?.ModelId is { } model && model != _encoder.ModelId)
        {
            throw new ArgumentException($"ModelId is '{model}'; this is '{_encoder.ModelId}'.", nameof(options));
        }
    }

    private GeneratedEmbeddings<Embedding<float>> Generate(string[] texts, CancellationToken cancellationToken)
    {
        var vectors = _encoder.EncodeBatch(texts, cancellationToken);
        var created = DateTimeOffset.UtcNow;
        var tokens = vectors.Sum(vector => (long)vector.TokenCount);
        return new GeneratedEmbeddings<Embedding<float>>(vectors.Select(vector => new Embedding<float>(vector.Vector) { ModelId = _encoder.ModelId, CreatedAt = created }))
        {
            Usage = new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens },
        };
    }
}
