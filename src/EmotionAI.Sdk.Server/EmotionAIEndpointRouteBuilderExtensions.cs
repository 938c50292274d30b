using EmotionAI.Server.Models;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints of emotion recognition.</summary>
public static class EmotionAIEndpointRouteBuilderExtensions
{
    /// <summary>Maps all endpoints; <c>AddEmotionAI().AddServer()</c> must have been called on the services.</summary>
    /// <param name="endpoints">The application, or a group of it.</param>
    /// <returns>The group of the endpoints, for authorization and the like.</returns>
    /// <example><code>
    /// builder.Services.AddEmotionAI().AddServer();
    /// var app = builder.Build();
    /// app.MapEmotionAI();
    /// </code></example>
    public static RouteGroupBuilder MapEmotionAI(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var group = endpoints.MapGroup("");
        ModelsEndpoint.Map(group);
        return group;
    }
}
