using EmotionAI.Audio;

var path = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "sample.flac");
using var classifier = AudioEmotionClassifier.LoadDefault();
var prediction = classifier.ClassifyFile(path);

Console.WriteLine($"{prediction.Top.Label} {prediction.Top.Score:F2}");
