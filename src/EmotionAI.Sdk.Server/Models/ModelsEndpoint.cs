using EmotionAI.DependencyInjection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EmotionAI.Server.Models;

/// <summary>Lists the models: <c>GET /models</c>.</summary>
internal static class ModelsEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/models", (ServedModels models) => TypedResults.Json(models.Select(ModelDescription.Of).ToArray(), ServerJson.Default.ModelDescriptionArray)).WithName("models");
}
