using EmotionAI.Server.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace EmotionAI.Server.Health;

/// <summary>Answers probes, without a key: <c>GET /health/live</c> whether the process answers, <c>GET /health/ready</c> whether every model does, and so does <c>GET /health</c>, where clients of text-embeddings-inference ask.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => Answer(fault: null)).WithName("health-live").WithMetadata(new OpenMetadata());
        endpoints.MapGet("/health", async (Readiness readiness, CancellationToken aborted) => Answer(await readiness.CheckAsync(aborted))).WithName("health").WithMetadata(new OpenMetadata());
        endpoints.MapGet("/health/ready", async (Readiness readiness, CancellationToken aborted) => Answer(await readiness.CheckAsync(aborted))).WithName("health-ready").WithMetadata(new OpenMetadata());
    }

    /// <summary>Says no more than that: what is wrong may name folders, and the log has it.</summary>
    private static JsonAnswer Answer(string? fault) => new(
        json =>
        {
            json.WriteStartObject();
            json.WriteString("status", fault is null ? "healthy" : "unhealthy");
            json.WriteEndObject();
        },
        Readiness.StatusOf(fault is null));
}
