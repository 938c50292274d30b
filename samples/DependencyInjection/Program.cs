using EmotionAI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddEmotionAI();
builder.Services.AddSingleton<Inbox>();
using var host = builder.Build();

var inbox = host.Services.GetRequiredService<Inbox>();
Console.WriteLine(inbox.Tag("Thanks a lot, you saved my week!"));

internal sealed class Inbox(IEmotionClassifier<string> classifier)
{
    public string Tag(string message) => $"[{classifier.Classify(message).Top.Label}] {message}";
}
