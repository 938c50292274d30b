using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Text;

var data = TextDataset.Read(Path.Combine(AppContext.BaseDirectory, "messages.csv"));
using var classifier = TextEmotionClassifier.LoadDefault();
var measurement = ModelMeasurement.Compute(ModelEvaluation.Run(classifier, data));

var (name, interval) = measurement.Intervals[0];
Console.WriteLine($"{name} {interval.Estimate:F2}, 95 % interval {interval.Lower:F2} to {interval.Upper:F2}, {data.Samples.Count} texts");

var labels = measurement.Classes.OrderByDescending(label => label.F1).Select(label => $"{label.Label} {label.F1:F2}").ToList();
Console.WriteLine($"best: {string.Join(", ", labels.Take(3))}");
Console.WriteLine($"worst: {string.Join(", ", labels.TakeLast(3))}");

var files = EvaluationPictures.AddTo(measurement.ToArtefacts(), measurement);
files.WriteTo(Path.Combine(AppContext.BaseDirectory, "eval_test"), overwrite: true);
Console.WriteLine($"written: {string.Join(", ", files.FileNames)}");
