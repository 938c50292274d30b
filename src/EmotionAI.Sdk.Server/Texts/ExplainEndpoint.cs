using EmotionAI.Answers;
using EmotionAI.DependencyInjection;
using EmotionAI.Server.Models;
using EmotionAI.Server.Requests;
using EmotionAI.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace EmotionAI.Server.Texts;

/// <summary>Tells which words of a text a label stands on: <c>POST /explain</c>. The answer has the keys of <c>emotionai classify text --explain --all-scores</c>.</summary>
internal static class ExplainEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/explain", (string? model, HttpRequest request, ServedModels models, WorkPlaces places, IOptions<EmotionServerOptions> options, CancellationToken aborted) =>
            AnswerAsync(model, request, models, places, options.Value, aborted)).WithName("explain");

    private static async Task<IResult> AnswerAsync(string? model, HttpRequest request, ServedModels models, WorkPlaces places, EmotionServerOptions options, CancellationToken aborted)
    {
        var body = await JsonBody.ReadAsync(request, aborted);
        var (text, label) = Read(body.Span, options);
        var classifier = ModelSelection.Find<string>(models, model);
        var explainer = classifier.GetService<TextEmotionClassifier>() ?? throw new EmotionAIException(EmotionErrorCodes.ModelNotFound, $"The model '{classifier.Metadata.ModelId}' cannot explain itself; a loaded text model can.");
        using var place = places.Take();
        var prediction = await classifier.ClassifyAsync(text, cancellationToken: aborted);
        var explanation = explainer.Explain(text, label, aborted);
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            PredictionJson.Write(json, prediction, allScores: true, logits: false);
            TextFactsJson.Write(json, prediction, explanation);
            json.WriteEndObject();
        });
    }

    private static (string Text, string? Label) Read(ReadOnlySpan<byte> json, EmotionServerOptions options)
    {
        var reader = new RequestJson(json);
        var seen = new HashSet<string>();
        string? text = null;
        string? label = null;
        reader.Advance();
        reader.EnterObject("The request");
        while (reader.NextKey(seen, out var key))
        {
            switch (key)
            {
                case "inputs":
                    text = reader.String("'inputs'");
                    break;
                case "label":
                    label = reader.String("'label'");
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        reader.End();
        return text is null ? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, "'inputs' is missing; allowed: a string.")
            : (TextLimit.Check(text, options), label);
    }
}
