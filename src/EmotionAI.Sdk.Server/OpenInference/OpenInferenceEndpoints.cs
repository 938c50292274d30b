using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.DependencyInjection;
using EmotionAI.Server.Faults;
using EmotionAI.Server.Health;
using EmotionAI.Server.Models;
using EmotionAI.Server.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EmotionAI.Server.OpenInference;

/// <summary>Maps the HTTP side of the Open Inference Protocol (V2), as its <c>inference_rest.md</c> and <c>open_inference_rest.yaml</c> have it; without versions of models and without extensions.</summary>
internal static class OpenInferenceEndpoints
{
    private const string Name = "EmotionAI.Sdk.Server";

    /// <summary>Is the name that the protocol has for what ONNX Runtime runs.</summary>
    private const string Platform = "onnx_onnxv1";

    private static readonly string Version = typeof(OpenInferenceEndpoints).Assembly.GetName().Version!.ToString(3);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        RouteHandlerBuilder[] all =
        [
            endpoints.MapGet("/v2", () => new JsonAnswer(WriteServer)).WithName("v2-server"),
            endpoints.MapGet("/v2/health/live", () => new JsonAnswer(json => WriteHealth(json, isWell: true))).WithName("v2-live").WithMetadata(new OpenMetadata()),
            endpoints.MapGet("/v2/health/ready", ReadyAsync).WithName("v2-ready").WithMetadata(new OpenMetadata()),
            endpoints.MapGet("/v2/models/{name}", (string name, ServedModels models) => Describe(ModelSelection.ByName(models, name))).WithName("v2-model"),
            endpoints.MapGet("/v2/models/{name}/ready", ModelReadyAsync).WithName("v2-model-ready").WithMetadata(new OpenMetadata()),
            InferEndpoint.Map(endpoints),
        ];
        foreach (var endpoint in all)
        {
            endpoint.WithMetadata(new ErrorShapeMetadata(ErrorShape.OpenInference));
        }
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken aborted)
    {
        var isReady = await readiness.CheckAsync(aborted) is null;
        return new JsonAnswer(json => WriteHealth(json, isReady), Readiness.StatusOf(isReady));
    }

    private static async Task<IResult> ModelReadyAsync(string name, ServedModels models, Readiness readiness, CancellationToken aborted)
    {
        var model = ModelSelection.ByName(models, name);
        var isReady = await readiness.CheckAsync(aborted) is null;
        return new JsonAnswer(
            json =>
            {
                json.WriteStartObject();
                json.WriteString("name", model.Name);
                json.WriteBoolean("ready", isReady);
                json.WriteEndObject();
            },
            Readiness.StatusOf(isReady));
    }

    private static void WriteServer(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", Name);
        json.WriteString("version", Version);
        json.WriteStartArray("extensions");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes both keys: the specification says <c>live</c> of either question, its servers say <c>ready</c> of the second.</summary>
    private static void WriteHealth(Utf8JsonWriter json, bool isWell)
    {
        json.WriteStartObject();
        json.WriteBoolean("live", isWell);
        json.WriteBoolean("ready", isWell);
        json.WriteEndObject();
    }

    private static JsonAnswer Describe(ServedModel model)
    {
        var labels = model.Classifier.Metadata.Labels.Count;
        return new JsonAnswer(json =>
        {
            json.WriteStartObject();
            json.WriteString("name", model.Name);
            json.WriteString("platform", Platform);
            json.WriteStartArray("inputs");
            WriteTensor(json, model.Modality == ModelModality.Text ? Tensors.Text : Tensors.Audio, Tensors.Bytes, -1);
            json.WriteEndArray();
            json.WriteStartArray("outputs");
            foreach (var (name, type) in Tensors.Outputs)
            {
                WriteTensor(json, name, type, -1, labels);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteTensor(Utf8JsonWriter json, string name, string type, params ReadOnlySpan<int> shape)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("datatype", type);
        json.WriteStartArray("shape");
        foreach (var dimension in shape)
        {
            json.WriteNumberValue(dimension);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
