using EmotionAI.Text;

using var classifier = TextEmotionClassifier.LoadDefault();
var text = args.FirstOrDefault() ?? "The food was cold, but I love this place";
var explanation = classifier.Explain(text, "love");
Console.WriteLine($"{explanation.Label} {explanation.Score:0.00} in: {explanation.Input}");
foreach (var word in explanation.Words.OrderByDescending(word => word.Weight).Take(3))
{
    Console.WriteLine($"{word.Weight:+0.00;-0.00} {word.Text} ({word.Start} to {word.End})");
}

File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "explanation.html"), explanation.ToHtml());
