using EmotionAI;
using EmotionAI.Text;

using var classifier = TextEmotionClassifier.LoadDefault(new TextEmotionOptions { Threads = 2 });
var path = args.FirstOrDefault() ?? Path.Combine(AppContext.BaseDirectory, "texts.txt");
await foreach (var prediction in classifier.ClassifyStreamAsync(File.ReadLinesAsync(path)))
{
    var mark = prediction.TextQuality is { IsUnfamiliar: true } ? "  (not a text this model was made for)" : "";
    Console.WriteLine($"{prediction.Top.Label}{mark}");
}
