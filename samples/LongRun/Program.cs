using EmotionAI;
using EmotionAI.Text;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) => { press.Cancel = true; stop.Cancel(); };
using var classifier = TextEmotionClassifier.LoadDefault();
var texts = File.ReadAllLines(args.FirstOrDefault() ?? Path.Combine(AppContext.BaseDirectory, "texts.txt"));
var progress = new Progress<int>(done => Console.Error.WriteLine($"{done} of {texts.Length}"));
try
{
    var predictions = await classifier.ClassifyBatchAsync(texts, progress: progress, cancellationToken: stop.Token);
    Console.WriteLine($"{predictions.Count(prediction => prediction["joy"] > 0.5)} of {texts.Length} with joy");
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("cancelled");
}
