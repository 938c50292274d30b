using EmotionAI.Server.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EmotionAI.Server.Page;

/// <summary>Shows the page that listens, <c>GET /</c>, and its files, <c>GET /page/{name}</c>. It asks no other server for anything, and its headers see to that.</summary>
internal static class PageEndpoint
{
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", (HttpContext context) => Home(context)).WithMetadata(new OpenMetadata()).ExcludeFromDescription();
        endpoints.MapGet("/page/{name}", (string name, HttpContext context) => File(name, context.Response)).WithMetadata(new OpenMetadata()).ExcludeFromDescription();
    }

    /// <summary>The page names its files from where it lies, so its own address must end in a slash. The way there is told from where the browser is: a proxy may have put more before it.</summary>
    private static IResult Home(HttpContext context)
    {
        var path = context.Request.PathBase.Add(context.Request.Path).ToUriComponent();
        return path.EndsWith('/') ? File("index.html", context.Response) : TypedResults.Redirect($"{path[(path.LastIndexOf('/') + 1)..]}/");
    }

    private static IResult File(string name, HttpResponse response)
    {
        if (PageFile.Find(name) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-cache";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "microphone=(self), camera=(), geolocation=()";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return TypedResults.Bytes(file.Content, file.ContentType, entityTag: file.Tag);
    }
}
