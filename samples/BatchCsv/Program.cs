using CsvHelper;
using EmotionAI.Text;

var texts = new List<string>();
using var csv = CsvReader.FromFile(Path.Combine(AppContext.BaseDirectory, "reviews.csv"));
while (csv.Read())
{
    texts.Add(csv.GetString("Text"));
}

using var classifier = TextEmotionClassifier.LoadDefault();
var predictions = classifier.ClassifyBatch(texts);

foreach (var (text, prediction) in texts.Zip(predictions))
{
    Console.WriteLine($"{string.Join(", ", prediction.Labels.Select(score => score.Label))}: {text}");
}
