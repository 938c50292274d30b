using EmotionAI;
using EmotionAI.Jobs;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddTextEmotionAI(builder.Configuration.GetSection("EmotionAI"));
builder.Services.AddHostedService<QueueWorker>();
builder.Build().Run();

/// <summary>Works on every job of texts in the queue that EMOTIONAI_JOB_QUEUE names, until the service is stopped; run as many as there are machines.</summary>
internal sealed class QueueWorker(IEmotionClassifier<string> classifier, ILogger<QueueWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var queue = await JobQueue.ConnectAsync(options: new JobQueueOptions { Logger = logger }, cancellationToken: stoppingToken);
        var done = await new EmotionJobWorker(queue, classifier).RunAsync(cancellationToken: stoppingToken);
        Console.WriteLine($"{done} texts done");
    }
}
