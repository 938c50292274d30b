using EmotionAI.Text;
using EmotionAI.Training.Data;
using EmotionAI.Training.Torch;

// A table of texts with labels, or the files of GoEmotions; and the folder of any model of BERT's kind, here that of the package.
var texts = args.ElementAtOrDefault(0) ?? Path.Combine(AppContext.BaseDirectory, "goemotions");
var baseModel = args.ElementAtOrDefault(1) ?? Path.Combine(AppContext.BaseDirectory, "emotionai-models", "text", "model");
var output = Path.Combine(Path.GetTempPath(), $"my-text-model-{Environment.ProcessId}");

var data = DatasetPreparation.PrepareText(texts);
var tuner = new TextFineTuner(baseModel, new TextFineTuningOptions { Steps = 10, FreezeEmbeddings = true });
var result = tuner.Train(data, output);
Console.WriteLine($"{data.Samples.Count} texts, {data.Labels.Count} labels, {result.Steps} steps");
Console.WriteLine($"the folder answers as the trainer did: {result.ReloadDifference <= 1e-5}");

using (var classifier = TextEmotionClassifier.Load(result.ModelDirectory))
{
    Console.WriteLine(classifier.Classify("Thank you so much for your help!").Top.Label);
}

Directory.Delete(output, recursive: true);
