using EmotionAI.Audio;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;

// A folder of recordings: named as in a known corpus, one folder a label, or with a table beside them.
var clips = args.FirstOrDefault() ?? Path.Combine(AppContext.BaseDirectory, "clips");
var output = Path.Combine(Path.GetTempPath(), $"my-speech-model-{Environment.ProcessId}");

var data = DatasetPreparation.PrepareAudio(clips);
var head = SpeechHeadTrainer.Train(data);
var figures = head.WriteTo(output);
Console.WriteLine($"{data.Samples.Count} clips, {data.Labels.Count} labels: {string.Join(", ", data.Labels)}");
Console.WriteLine($"unweighted average recall on unseen speakers above chance: {figures.Macro.Recall > 1.0 / data.Labels.Count}");

using var classifier = AudioEmotionClassifier.Load(Path.Combine(output, "checkpoint"));
var sample = data.Samples[0];
Console.WriteLine($"{sample.Id} is {sample.Labels[0]}: {classifier.ClassifyFile(sample.Input).Top.Label}");
Directory.Delete(output, recursive: true);
