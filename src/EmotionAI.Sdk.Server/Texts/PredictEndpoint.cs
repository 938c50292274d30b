using System.Text.Json;
using EmotionAI.DependencyInjection;
using EmotionAI.Server.Faults;
using EmotionAI.Server.Models;
using EmotionAI.Server.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Texts;

/// <summary>Reads emotions in texts as text-embeddings-inference does, <c>POST /predict</c>; and as Hugging Face's inference API, <c>POST /</c>, where a list of strings is a batch.</summary>
internal static class PredictEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/predict", (string? model, HttpRequest request, ServedModels models, IOptions<EmotionServerOptions> options, CancellationToken aborted) =>
            AnswerAsync(model, request, models, options.Value, readsBareBatch: false, aborted)).WithName("predict").WithMetadata(new ErrorShapeMetadata(ErrorShape.TextEmbeddings));
        endpoints.MapPost("/", (string? model, HttpRequest request, ServedModels models, IOptions<EmotionServerOptions> options, CancellationToken aborted) =>
            AnswerAsync(model, request, models, options.Value, readsBareBatch: true, aborted)).WithName("predict-batch").WithMetadata(new ErrorShapeMetadata(ErrorShape.TextEmbeddings));
    }

    private static async Task<IResult> AnswerAsync(string? model, HttpRequest request, ServedModels models, EmotionServerOptions options, bool readsBareBatch, CancellationToken aborted)
    {
        var body = await JsonBody.ReadAsync(request, aborted);
        var asked = PredictRequestReader.Read(body.Span, options, readsBareBatch);
        var classifier = ModelSelection.Find<string>(models, model);
        var predictions = await TextRun.ClassifyAsync(classifier, asked.Inputs, aborted);
        Check(asked, predictions, classifier.Metadata);
        AnswerHeaders.Set(request.HttpContext.Response.Headers, predictions);
        return new JsonAnswer(json => Write(json, asked, predictions));
    }

    private static void Check(PredictRequest asked, IReadOnlyList<EmotionPrediction> predictions, EmotionClassifierMetadata metadata)
    {
        if (asked.RawScores && predictions.Any(prediction => prediction.Logits.Count == 0))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "This model gives no raw scores; leave out 'raw_scores'.");
        }

        if (!predictions.Any(prediction => prediction.IsTruncated))
        {
            return;
        }

        if (!asked.Truncate)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"A text has more than the {metadata.MaxLength} tokens that the model reads, and 'truncate' is false."));
        }

        if (asked.TruncatesLeft)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"A text has more than the {metadata.MaxLength} tokens that the model reads, and only its end can be left out; allowed: 'truncation_direction' \"Right\"."));
        }
    }

    private static void Write(Utf8JsonWriter json, PredictRequest asked, IReadOnlyList<EmotionPrediction> predictions)
    {
        if (!asked.IsBatch)
        {
            WriteOne(json, predictions[0], asked.RawScores);
            return;
        }

        json.WriteStartArray();
        foreach (var prediction in predictions)
        {
            WriteOne(json, prediction, asked.RawScores);
        }

        json.WriteEndArray();
    }

    /// <summary>Writes every label, best first: thresholds are the client's there.</summary>
    private static void WriteOne(Utf8JsonWriter json, EmotionPrediction prediction, bool rawScores)
    {
        json.WriteStartArray();
        foreach (var (label, value) in prediction.Scores.Select((score, i) => (score.Label, Value: rawScores ? prediction.Logits[i] : score.Score)).OrderByDescending(one => one.Value))
        {
            json.WriteStartObject();
            json.WriteNumber("score", value);
            json.WriteString("label", label);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
