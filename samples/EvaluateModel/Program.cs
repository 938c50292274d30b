using EmotionAI.Evaluation.Datasets;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Text;

var data = Dataset.ReadText(Path.Combine(AppContext.BaseDirectory, "messages.csv"));
using var classifier = TextEmotionClassifier.LoadDefault();
var measurement = ModelMeasurement.Compute(ModelEvaluation.Run(classifier, data));

var interval = measurement.Intervals[0];
Console.WriteLine($"{interval.Name} {interval.Estimate:F2}, 95 % interval {interval.Lower:F2} to {interval.Upper:F2}, {data.Samples.Count} texts");

var labels = measurement.Classes.OrderByDescending(label => label.F1).Select(label => $"{label.Label} {label.F1:F2}").ToList();
Console.WriteLine($"best: {string.Join(", ", labels.Take(3))}");
Console.WriteLine($"worst: {string.Join(", ", labels.TakeLast(3))}");

var files = measurement.ToArtefacts();
foreach (var (title, picture) in measurement.DrawPictures())
{
    files.Add($"{title}.png", picture.ToPng());
}

files.WriteTo(Path.Combine(AppContext.BaseDirectory, "eval_test"), overwrite: true);
Console.WriteLine($"written: {string.Join(", ", files.FileNames)}");
