using EmotionAI.Text;

using var classifier = TextEmotionClassifier.LoadDefault();
var prediction = classifier.Classify("I can't believe we won!");

foreach (var (label, score) in prediction.Labels)
{
    Console.WriteLine($"{label} {score:F2}");
}
