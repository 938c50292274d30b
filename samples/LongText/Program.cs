using EmotionAI.Text;

using var classifier = TextEmotionClassifier.LoadDefault(new TextEmotionOptions
{
    LongText = LongTextPolicy.Windows,
    Stride = 16,
    Aggregate = WindowAggregate.Max,
});
var text = File.ReadAllText(args.FirstOrDefault() ?? Path.Combine(AppContext.BaseDirectory, "letter.txt"));
var prediction = classifier.Classify(text);
Console.WriteLine($"anywhere in the letter: {string.Join(", ", prediction.Labels.Select(label => label.Label))}");
foreach (var window in prediction.Windows)
{
    Console.WriteLine($"characters {window.Start} to {window.End}: {window.Scores.MaxBy(score => score.Score).Label}");
}
