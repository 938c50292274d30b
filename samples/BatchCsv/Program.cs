using System.Globalization;
using CsvHelper;
using EmotionAI.Text;

using var reader = new StreamReader(Path.Combine(AppContext.BaseDirectory, "reviews.csv"));
using var csv = new CsvReader(reader, CultureInfo.InvariantCulture);
var reviews = csv.GetRecords<Review>().ToList();

using var classifier = TextEmotionClassifier.LoadDefault();
var predictions = classifier.ClassifyBatch([.. reviews.Select(review => review.Text)]);

foreach (var (review, prediction) in reviews.Zip(predictions))
{
    Console.WriteLine($"{review.Id}: {string.Join(", ", prediction.Labels.Select(score => score.Label))}");
}

internal sealed record Review(int Id, string Text);
