using System.Numerics.Tensors;
using EmotionAI;
using EmotionAI.Extensions.AI;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

var services = new ServiceCollection();
services.AddEmotionAI();
services.AddEmbeddingGenerator(_ => TextEmbeddingGenerator.LoadDefault());
await using var provider = services.BuildServiceProvider();

string[] texts = ["I can't believe we won!", "We did it, what a game!", "Nobody called me today."];
var classifier = provider.GetRequiredService<IEmotionClassifier<string>>();
var embeddings = await provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>().GenerateAsync(texts);

for (var row = 0; row < texts.Length; row++)
{
    var cosines = embeddings.Select(other => TensorPrimitives.CosineSimilarity(embeddings[row].Vector.Span, other.Vector.Span));
    Console.WriteLine($"{string.Concat(cosines.Select(cosine => $"{cosine,6:0.00}"))}  {texts[row]} [{classifier.Classify(texts[row]).Top.Label}]");
}

Console.WriteLine($"{embeddings.Usage!.InputTokenCount} tokens, {embeddings[0].Dimensions} numbers a text");
