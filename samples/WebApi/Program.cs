using EmotionAI;
using EmotionAI.Audio;
using OpenTelemetry.Metrics;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddEmotionAI(builder.Configuration.GetSection("EmotionAI"));
builder.Services.AddHealthChecks().AddEmotionAI();
builder.Services.AddProblemDetails(problem => problem.CustomizeProblemDetails = context => context.ProblemDetails.Detail = (context.Exception as EmotionAIException)?.Message);
builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("EmotionAI").AddPrometheusExporter());
var app = builder.Build();

// A text or a recording that cannot be read is the client's fault: 400, with the message; a key that is not configured 404.
app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = error => error is EmotionAIException fault ? fault.Code == EmotionErrorCodes.ModelNotFound ? 404 : 400 : 500 });
app.MapHealthChecks("/health");
app.MapPrometheusScrapingEndpoint();

app.MapPost("/text", async (TextRequest request, IEmotionClassifier<string> classifier, CancellationToken stopping) =>
    Answer.Of(await classifier.ClassifyAsync(request.Text, cancellationToken: stopping)));

app.MapPost("/text/{key}", async (string key, TextRequest request, IServiceProvider services, CancellationToken stopping) =>
    Answer.Of(await services.GetRequiredKeyedService<IEmotionClassifier<string>>(key).ClassifyAsync(request.Text, cancellationToken: stopping)));

// The body is the recording itself: curl --data-binary @speech.wav http://localhost:5000/speech
app.MapPost("/speech", async (HttpRequest request, AudioEmotionClassifier classifier, CancellationToken stopping) =>
    Answer.Of(await classifier.ClassifyAsync(await classifier.DecodeAsync(request.Body, stopping), cancellationToken: stopping)));

app.Run();

internal sealed record TextRequest(string Text);

internal sealed record Answer(IReadOnlyList<EmotionScore> Labels, string Model, bool Mock, bool Truncated, bool Incomplete, NoSpeechReason? NoSpeech)
{
    public static Answer Of(EmotionPrediction prediction) => new(prediction.Labels, prediction.ModelId, prediction.IsMock, prediction.IsTruncated, prediction.IsIncomplete, prediction.NoSpeech);
}
