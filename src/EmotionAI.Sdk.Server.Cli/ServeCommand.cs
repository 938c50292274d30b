using System.CommandLine;
using EmotionAI.Cli;
using EmotionAI.DependencyInjection;
using EmotionAI.Server.Cli.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;

namespace EmotionAI.Server.Cli;

/// <summary>Is the server: loads the models, listens, and drains when it is told to end.</summary>
internal static class ServeCommand
{
    public static readonly string[] Examples =
    [
        CommandLine.Name,
        $"{CommandLine.Name} --port 8080 --model tickets=models/tickets",
        $"{CommandLine.Name} --host 0.0.0.0 --allow-host emotions.example.org --api-key-file /etc/emotionai/keys",
    ];

    public static RootCommand Create(CommandConsole console)
    {
        var options = new ServeOptions();
        var root = new RootCommand("Serves emotion recognition over HTTP, with a page at its address: texts, recordings, live sound.");
        options.AddTo(root);
        root.Add(JobCommand.Create(console));
        root.Add(HealthCommand.Create(console));
        root.SetAction((result, cancellationToken) => RunAsync(result, options, console, cancellationToken));
        return root;
    }

    private static async Task<int> RunAsync(ParseResult result, ServeOptions options, CommandConsole console, CancellationToken cancellationToken)
    {
        var log = new StartLog();
        await using var app = Build(result, options, console, log);
        using var interruption = new Interruption();
        await LoadAsync(app.Services, cancellationToken);
        await ListenAsync(app, cancellationToken);
        log.IsUp = true;
        Greeting.Write(console.Output, app.Urls, app.Services.GetRequiredService<ServedModels>());
        await app.WaitForShutdownAsync(cancellationToken);
        return interruption.HasCome ? ExitCode.Cancelled : ExitCode.Success;
    }

    private static WebApplication Build(ParseResult result, ServeOptions options, CommandConsole console, StartLog log)
    {
        // No settings are read from the folder that happens to be the current one.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        if (options.Urls(result, builder.Configuration["urls"] is not null || builder.Configuration["http_ports"] is not null) is { } urls)
        {
            builder.WebHost.UseUrls(urls);
        }

        log.AddTo(builder.Logging);
        var models = builder.Services.AddEmotionAI(emotion =>
        {
            (emotion.Text.Threads, emotion.Audio.Threads) = (options.Threads(result), options.Threads(result));
            foreach (var model in options.Models(result))
            {
                model.AddTo(emotion, options.Threads(result));
            }
        });
        models.AddServer(server => options.Apply(result, console, server));
        if (options.IsBatching(result))
        {
            models.AddBatching(batching => batching.QueueLimit = options.QueueLimit(result) ?? batching.QueueLimit);
        }

        builder.Services.AddOpenTelemetry().WithMetrics(static metrics => metrics.AddMeter("EmotionAI", "Microsoft.AspNetCore.Hosting").AddPrometheusExporter());
        var app = builder.Build();

        // In the group of the endpoints: behind the same names and keys.
        app.MapEmotionAI().MapPrometheusScrapingEndpoint();
        return app;
    }

    /// <exception cref="EmotionAIException">What is to be listened on is not set up, such as a certificate.</exception>
    private static async Task ListenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, e.Message, innerException: e);
        }
    }

    /// <summary>Has every model answer once, so that the first caller waits for nothing, and a model that fails fails now.</summary>
    /// <exception cref="EmotionAIException">There is no model, or one does not answer.</exception>
    private static async Task LoadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var served = services.GetRequiredService<ServedModels>();
        foreach (var model in served)
        {
            _ = model.Classifier;
        }

        var check = new EmotionAIHealthCheck(served);
        var health = await check.CheckHealthAsync(new HealthCheckContext { Registration = new HealthCheckRegistration(CommandLine.Name, check, failureStatus: null, tags: null) }, cancellationToken);
        if (health.Status == HealthStatus.Unhealthy)
        {
            throw new EmotionAIException(EmotionErrorCodes.InferenceFailed, health.Description ?? "A model does not answer.");
        }
    }
}
