using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace EmotionAI.Tests.Reference;

public sealed class OpenApiDocumentTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    /// <summary>Pages and files, which are no part of the interface.</summary>
    private static readonly string[] Pages = ["GET /", "GET /page/{name}", "GET /openapi.json"];

    [Fact]
    public async Task Document_Read_IsValidOpenApi()
    {
        var (document, diagnostic) = OpenApiDocument.Parse(await fixture.Server.Client.GetStringAsync("/openapi.json"));

        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic!.SpecificationVersion);
        Assert.Empty(diagnostic.Errors);
        Assert.Empty(diagnostic.Warnings);
        Assert.Equal(typeof(EmotionAI.Server.EmotionServerOptions).Assembly.GetName().Version!.ToString(3), document!.Info.Version);
    }

    [Fact]
    public async Task Document_Operations_AreTheEndpoints()
    {
        var (document, _) = OpenApiDocument.Parse(await fixture.Server.Client.GetStringAsync("/openapi.json"));
        var described = document!.Paths.SelectMany(path => path.Value.Operations!.Keys.Select(method => $"{method.Method} {path.Key}"));
        var mapped = fixture.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !endpoint.RoutePattern.RawText!.StartsWith("/scalar", StringComparison.Ordinal))
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{method} {endpoint.RoutePattern.RawText}"));

        Assert.Equal(described.Order(StringComparer.Ordinal), mapped.Except(Pages).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Document_References_LeadSomewhere()
    {
        var (document, _) = OpenApiDocument.Parse(await fixture.Server.Client.GetStringAsync("/openapi.json"));

        Assert.All(document!.Paths.Values.SelectMany(path => path.Operations!.Values), operation =>
        {
            Assert.All(operation.Responses!.Values, response => Assert.NotNull(response.Description));
            Assert.All(operation.Parameters ?? [], parameter => Assert.NotNull(parameter.Schema));
        });
    }

    [Fact]
    public async Task Scalar_Page_NamesNoOtherHost()
    {
        using var answer = await fixture.Server.Client.GetAsync("/scalar");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("http://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
        Assert.Contains("openapi.json", html, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }
}
