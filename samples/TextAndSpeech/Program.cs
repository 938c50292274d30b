using EmotionAI.Audio;
using EmotionAI.Multimodal;

var clip = AudioDecoder.Decode(Path.Combine(AppContext.BaseDirectory, "sample.flac"));
using var both = TextAndSpeechClassifier.LoadDefault();

// Friendly words, an angry voice. A recogniser gives the words too: await client.TranscribeAsync(clip), with EmotionAI.Sdk.Extensions.AI.
foreach (var input in new[] { new TextAndSpeech("Thank you so much, I love it.", clip), new TextAndSpeech(null, clip) })
{
    var prediction = both.Classify(input);
    Console.WriteLine($"{prediction.Top.Label} {prediction.Top.Score:F2}");
    foreach (var sense in prediction.Senses!)
    {
        Console.WriteLine($"  {sense.Name}: {sense.Prediction?.Top.Label ?? $"{sense.Silent}"}, weight {sense.Weight:F2}");
    }
}
