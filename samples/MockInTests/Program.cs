using EmotionAI;
using EmotionAI.Mocks;

// In a test of your own, the last line is an assertion of xunit or NUnit.
using var classifier = new MockTextEmotionClassifier(answer: text => text.Contains("broken") ? ["anger"] : ["joy"]);
var desk = new Desk(classifier);

var answered = desk.IsUrgent("It arrived broken.") && !desk.IsUrgent("It arrived on time.");
Console.WriteLine(answered ? "passed" : "failed");

internal sealed class Desk(IEmotionClassifier<string> classifier)
{
    public bool IsUrgent(string message) => classifier.Classify(message).Labels.Any(score => score.Label == "anger");
}
