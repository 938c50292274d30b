using EmotionAI.Answers;
using EmotionAI.Audio;
using EmotionAI.DependencyInjection;
using EmotionAI.Server.Live;
using EmotionAI.Server.Models;
using EmotionAI.Server.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Recordings;

/// <summary>Reads emotions in a recording: <c>POST /predict/audio</c>, answered with the keys of the tool's JSON lines.</summary>
internal static class AudioEndpoint
{
    private static readonly string[] Names = ["model", "scores", "logits"];

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/predict/audio", AnswerAsync).WithName("predict-audio");

    private static async Task<IResult> AnswerAsync(HttpRequest request, ServedModels models, IEnumerable<IAudioDecoder> decoders, IOptions<EmotionServerOptions> options, CancellationToken aborted)
    {
        var query = new QueryValues(request.Query);
        query.CheckNames(Names);
        var (scores, logits) = (query.Switch("scores"), query.Switch("logits"));
        var classifier = ModelSelection.Find<AudioClip>(models, query.Text("model"));
        var recording = await RecordingBody.OpenAsync(request, aborted);
        var prediction = await ClipRun.ClassifyAsync(classifier, recording, decoders, options.Value, aborted);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            PredictionJson.Write(json, prediction, scores, logits);
            json.WriteEndObject();
        });
    }
}
