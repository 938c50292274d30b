using EmotionAI;
using Microsoft.AspNetCore.Mvc;
using OpenTelemetry.Metrics;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddTextEmotionAI(builder.Configuration.GetSection("EmotionAI")).AddBatching();
builder.Services.AddHealthChecks().AddEmotionAI();
builder.Services.AddProblemDetails();
builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("EmotionAI", "Microsoft.AspNetCore.Hosting").AddPrometheusExporter());
var app = builder.Build();

// A server with more to do than it can says so at once, and when to ask again.
app.UseExceptionHandler(new ExceptionHandlerOptions
{
    StatusCodeSelector = error => (error as EmotionAIException)?.Code switch
    {
        null => StatusCodes.Status500InternalServerError,
        EmotionErrorCodes.Overloaded => StatusCodes.Status429TooManyRequests,
        EmotionErrorCodes.DeadlineExceeded => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    },
    SuppressDiagnosticsCallback = context => context.Exception is EmotionAIException,
});
app.Use((context, next) =>
{
    context.Response.OnStarting(() =>
    {
        context.Response.Headers.RetryAfter = context.Response.StatusCode == StatusCodes.Status429TooManyRequests ? "1" : default;
        return Task.CompletedTask;
    });
    return next(context);
});
app.MapHealthChecks("/health");
app.MapPrometheusScrapingEndpoint();
app.MapPost("/text", async ([FromBody] string text, IEmotionClassifier<string> classifier, CancellationToken stopping) =>
    (await classifier.ClassifyAsync(text, cancellationToken: stopping)).Labels);
app.Run();
