using EmotionAI.Server.Health;
using EmotionAI.Server.Live;
using EmotionAI.Server.Models;
using EmotionAI.Server.OpenInference;
using EmotionAI.Server.Page;
using EmotionAI.Server.Recordings;
using EmotionAI.Server.Reference;
using EmotionAI.Server.Requests;
using EmotionAI.Server.Texts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

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
        var gate = endpoints.ServiceProvider.GetService<RequestGate>() ?? throw new InvalidOperationException("The services of the endpoints are missing: call 'builder.Services.AddEmotionAI().AddServer()' before the application is built.");
        var group = endpoints.MapGroup("");
        ModelsEndpoint.Map(group);
        PredictEndpoint.Map(group);
        AudioEndpoint.Map(group);
        OpenInferenceEndpoints.Map(group);
        HealthEndpoints.Map(group);
        ExplainEndpoint.Map(group);
        SegmentsEndpoint.Map(group);
        StreamEndpoint.Map(group);
        PageEndpoint.Map(group);
        ReferenceEndpoints.Map(group);
        ((IEndpointConventionBuilder)group).Add(gate.Guard);
        return group;
    }
}
