using EmotionAI.Extensions.AI;
using EmotionAI.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Tests;

public sealed class TextEmbeddingGeneratorTests : IDisposable
{
    private static readonly string[] Texts = ["hi good", "bad", "hi good", "good good bad"];

    private readonly TemporaryFolder _folder = new();

    public TextEmbeddingGeneratorTests() => TinyTextModel.Write(_folder.Path, """{"model_name": "tiny"}""");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task GenerateAsync_Texts_GivesTheVectorsOfTheEncoderInOrderAndTheirTokens()
    {
        using var encoder = TextEncoder.Load(_folder.Path);
        using var generator = TextEmbeddingGenerator.Load(_folder.Path);

        var embeddings = await generator.GenerateAsync(Texts);

        Assert.Equal(encoder.EncodeBatch(Texts).Select(embedding => embedding.Vector.ToArray()), embeddings.Select(embedding => embedding.Vector.ToArray()));
        Assert.All(embeddings, embedding => Assert.Equal(("tiny", 4), (embedding.ModelId, embedding.Dimensions)));
        Assert.Equal((4 + 3 + 4 + 5, 4 + 3 + 4 + 5), (embeddings.Usage!.InputTokenCount, embeddings.Usage.TotalTokenCount));
    }

    [Fact]
    public async Task GenerateAsync_NoTexts_GivesNone()
    {
        using var generator = TextEmbeddingGenerator.Load(_folder.Path);

        var embeddings = await generator.GenerateAsync([]);

        Assert.Empty(embeddings);
        Assert.Equal(0, embeddings.Usage!.InputTokenCount);
    }

    [Fact]
    public async Task GenerateAsync_OptionsOfTheModelItself_AreTaken()
    {
        using var generator = TextEmbeddingGenerator.Load(_folder.Path);

        Assert.Single(await generator.GenerateAsync(["hi"], new EmbeddingGenerationOptions { Dimensions = 4, ModelId = "tiny" }));
    }

    [Fact]
    public async Task GenerateAsync_AnotherModelOrSize_IsRefused()
    {
        using var generator = TextEmbeddingGenerator.Load(_folder.Path);

        var size = await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(["hi"], new EmbeddingGenerationOptions { Dimensions = 3 }));
        var model = await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(["hi"], new EmbeddingGenerationOptions { ModelId = "other" }));

        Assert.Contains("Dimensions is 3; the vectors of 'tiny' have 4", size.Message, StringComparison.Ordinal);
        Assert.Contains("ModelId is 'other'; this is 'tiny'", model.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GenerateAsync_Cancelled_Ends()
    {
        using var generator = TextEmbeddingGenerator.Load(_folder.Path);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync(Texts, null, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task GenerateAsync_ManyAtOnce_GiveTheSameVectors()
    {
        using var generator = TextEmbeddingGenerator.Load(_folder.Path);
        var expected = (await generator.GenerateAsync(["hi good"]))[0].Vector.ToArray();

        var found = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => generator.GenerateAsync(i % 2 == 0 ? ["hi good"] : ["hi good", "bad"])));

        Assert.All(found, embeddings => Assert.Equal(expected, embeddings[0].Vector.ToArray(), (left, right) => Math.Abs(left - right) <= 1e-5f));
    }

    [Fact]
    public async Task GenerateAsync_Disposed_Throws()
    {
        var generator = TextEmbeddingGenerator.Load(_folder.Path);
        generator.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => generator.GenerateAsync(["hi"]));
    }

    [Fact]
    public void GetService_EveryPart_IsFound()
    {
        using var encoder = TextEncoder.Load(_folder.Path);
        using var generator = new TextEmbeddingGenerator(encoder);

        var metadata = generator.GetRequiredService<EmbeddingGeneratorMetadata>();

        Assert.Equal(("EmotionAI", "tiny", 4), (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Same(generator, generator.GetService<TextEmbeddingGenerator>());
        Assert.Same(encoder, generator.GetService<TextEncoder>());
        Assert.Same(encoder.Tokenizer, generator.GetService<TextTokenizer>());
        Assert.Null(generator.GetService<string>());
        Assert.Null(generator.GetService(typeof(TextEncoder), "key"));
    }

    [Fact]
    public async Task AddEmbeddingGenerator_BesideAddEmotionAI_ServesBothFromOneModel()
    {
        var services = new ServiceCollection();
        services.AddEmotionAI();
        services.AddEmbeddingGenerator(_ => TextEmbeddingGenerator.LoadDefault()).Use((inner, _) => new Counted(inner));
        TextEncoder encoder;
        await using (var provider = services.BuildServiceProvider())
        {
            var generator = provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
            encoder = generator.GetRequiredService<TextEncoder>();

            var embedding = await generator.GenerateAsync("I can't believe we won!");

            Assert.Equal(1, generator.GetService<Counted>()!.Calls);
            Assert.Equal(encoder.Dimensions, embedding.Dimensions);
            Assert.NotEmpty(provider.GetRequiredService<IEmotionClassifier<string>>().Classify("I can't believe we won!").Labels);
        }

        Assert.Throws<ObjectDisposedException>(() => encoder.Encode("hi"));
    }

    /// <summary>Stands for what wraps a generator: caches, telemetry.</summary>
    private sealed class Counted(IEmbeddingGenerator<string, Embedding<float>> inner) : DelegatingEmbeddingGenerator<string, Embedding<float>>(inner)
    {
        public int Calls { get; private set; }

        public override Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            return base.GenerateAsync(values, options, cancellationToken);
        }
    }
}
