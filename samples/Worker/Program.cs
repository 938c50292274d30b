using System.Runtime.CompilerServices;
using EmotionAI;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTextEmotionAI(builder.Configuration.GetSection("EmotionAI"));
builder.Services.AddHostedService<Tagger>();
builder.Build().Run();

/// <summary>Reads a message a line from standard input, in place of a queue, and answers each as it comes.</summary>
internal sealed class Tagger(IEmotionClassifier<string> classifier, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var prediction in classifier.ClassifyStreamAsync(Messages(stoppingToken), cancellationToken: stoppingToken))
        {
            Console.WriteLine(prediction);
        }

        lifetime.StopApplication();
    }

    private static async IAsyncEnumerable<string> Messages([EnumeratorCancellation] CancellationToken stopping)
    {
        while (await Console.In.ReadLineAsync(stopping) is { } message)
        {
            yield return message;
        }
    }
}
