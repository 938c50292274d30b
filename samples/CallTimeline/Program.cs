using EmotionAI;
using EmotionAI.Audio;

var call = args.FirstOrDefault() ?? Path.Combine(AppContext.BaseDirectory, "call.wav");
using var classifier = AudioEmotionClassifier.LoadDefault();

// The agent is channel 0, the customer channel 1, and only the customer is heard: to infer the agent's emotions
// would be emotion recognition at work, which Article 5(1)(f) of the EU AI Act prohibits. Customers must be told (Article 50(3)).
var customer = new SegmentOptions { OnlyChannel = 1 };
var segments = await classifier.ClassifySegmentsAsync(call, customer).ToListAsync();
foreach (var segment in segments)
{
    var found = segment.Prediction.NoSpeech is null ? segment.Prediction.Top.Label : "does not speak";
    Console.WriteLine($"{segment.Start.TotalSeconds:F1} to {segment.End.TotalSeconds:F1} s: {found}");
}

using var subtitles = new StreamWriter(Path.ChangeExtension(call, ".vtt"));
EmotionTimeline.WriteWebVtt(segments, subtitles);
