using EmotionAI.Audio;
using EmotionAI.DependencyInjection;
using EmotionAI.Server.Models;
using EmotionAI.Server.Recordings;
using EmotionAI.Server.Requests;
using EmotionAI.Server.Texts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace EmotionAI.Server.OpenInference;

/// <summary>Answers <c>POST /v2/models/NAME/infer</c>.</summary>
internal static class InferEndpoint
{
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost("/v2/models/{name}/infer", AnswerAsync).WithName("infer");

    private static async Task<IResult> AnswerAsync(string name, HttpRequest request, ServedModels models, IEnumerable<IAudioDecoder> decoders, IOptions<EmotionServerOptions> options, CancellationToken aborted)
    {
        var model = ModelSelection.ByName(models, name);
        var body = await JsonBody.ReadAsync(request, aborted);
        return model.Classifier is IEmotionClassifier<string> text
            ? await ReadTextsAsync(name, text, body, request.HttpContext.Response, options.Value, aborted)
            : await HearAsync(name, (IEmotionClassifier<AudioClip>)model.Classifier, body, decoders, request.HttpContext.Response, options.Value, aborted);
    }

    private static async Task<IResult> ReadTextsAsync(string name, IEmotionClassifier<string> classifier, ReadOnlyMemory<byte> body, HttpResponse response, EmotionServerOptions options, CancellationToken aborted)
    {
        var asked = InferRequestReader.Read(body.Span, Tensors.Text, (ref RequestJson reader) => TextLimit.Check(reader.String("A text"), options), options);
        var predictions = await TextRun.ClassifyAsync(classifier, asked.Inputs, aborted);
        return Answer(name, asked, predictions, response);
    }

    /// <summary>Takes one recording after the other: each is decoded into memory.</summary>
    private static async Task<IResult> HearAsync(string name, IEmotionClassifier<AudioClip> classifier, ReadOnlyMemory<byte> body, IEnumerable<IAudioDecoder> decoders, HttpResponse response, EmotionServerOptions options, CancellationToken aborted)
    {
        var asked = InferRequestReader.Read(body.Span, Tensors.Audio, (ref RequestJson reader) => reader.Base64("A recording"), options);
        var predictions = new List<EmotionPrediction>();
        foreach (var recording in asked.Inputs)
        {
            using var stream = new MemoryStream(recording, writable: false);
            predictions.Add(await ClipRun.ClassifyAsync(classifier, stream, decoders, options, aborted));
        }

        return Answer(name, asked, predictions, response);
    }

    private static JsonAnswer Answer<TInput>(string name, InferRequest<TInput> asked, IReadOnlyList<EmotionPrediction> predictions, HttpResponse response)
    {
        AnswerHeaders.Set(response.Headers, predictions);
        return new JsonAnswer(json => InferAnswer.Write(json, name, asked.Id, asked.Outputs, predictions));
    }
}
