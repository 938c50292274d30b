using EmotionAI.Server.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scalar.AspNetCore;

namespace EmotionAI.Server.Reference;

/// <summary>Describes the endpoints, for programs and for people: <c>GET /openapi.json</c> (OpenAPI 3.1) and <c>GET /scalar</c>, Scalar's page of it, which asks no other server for anything.</summary>
internal static class ReferenceEndpoints
{
    private const string Path = "/openapi.json";
    private const string Resource = "openapi.json";

    /// <summary>Scalar sets its page up by a script in the page itself.</summary>
    private const string Policy = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private static readonly byte[] Document = Read();

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, () => TypedResults.Bytes(Document, "application/json")).WithMetadata(new OpenMetadata()).ExcludeFromDescription();
        endpoints.MapScalarApiReference(SetUp).WithMetadata(new OpenMetadata()).Add(static endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy;
                return next(context);
            };
        });
    }

    private static void SetUp(ScalarOptions scalar, HttpContext context)
    {
        scalar.Title = "EmotionAI";
        scalar.OpenApiRoutePattern = Path;
        scalar.DefaultFonts = false;
        scalar.Telemetry = false;
        scalar.Agent = new ScalarAgentOptions { Disabled = true };
        scalar.Mcp = new ScalarMcpOptions { Disabled = true };
        scalar.HideClientButton = true;
        scalar.DotNetFlag = false;
        scalar.ProxyUrl = null;
    }

    private static byte[] Read()
    {
        using var stream = typeof(ReferenceEndpoints).Assembly.GetManifestResourceStream(Resource)!;
        var document = new byte[stream.Length];
        stream.ReadExactly(document);
        return document;
    }
}
