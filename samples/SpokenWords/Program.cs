using EmotionAI.Audio;
using EmotionAI.Extensions.AI;
using EmotionAI.Multimodal;
using Whisper.net;

var clip = AudioDecoder.Decode(args.Length > 1 ? args[1] : Path.Combine(AppContext.BaseDirectory, "sample.flac"));
var model = args.Length > 0 ? args[0] : Environment.GetEnvironmentVariable("WHISPER_MODEL");
var input = new TextAndSpeech("Tonight I could tell him.", clip);
if (model is null)
{
    Console.WriteLine("No recogniser: give a model of whisper.cpp, such as ggml-base.bin from https://huggingface.co/ggerganov/whisper.cpp");
}
else
{
    using var recogniser = new WhisperSpeechToTextClient(model);
    input = await recogniser.TranscribeAsync(clip);
}

using var both = TextAndSpeechClassifier.LoadDefault();
var prediction = both.Classify(input);
Console.WriteLine($"{input.Text}\n{prediction.Top.Label} {prediction.Top.Score:F2}");
foreach (var sense in prediction.Senses!)
{
    Console.WriteLine($"  {sense.Name}: {sense.Prediction?.Top.Label ?? $"{sense.Silent}"}, weight {sense.Weight:F2}");
}
