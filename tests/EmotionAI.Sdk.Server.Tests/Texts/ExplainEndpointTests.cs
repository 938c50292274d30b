using System.Net;
using System.Text.Json;
using EmotionAI.Text;

namespace EmotionAI.Tests.Texts;

public sealed class ExplainEndpointTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("Thank you so much, but I hate to wait!", null)]
    [InlineData("Thank you so much, but I hate to wait!", "anger")]
    [InlineData("", null)]
    public async Task Explain_Text_TellsTheWordsOfTheLibrary(string text, string? label)
    {
        using var classifier = TextEmotionClassifier.LoadDefault();
        var expected = classifier.Explain(text, label);

        using var answer = await fixture.Server.PostJsonAsync("/explain", JsonSerializer.Serialize(label is null ? new { inputs = text } : new { inputs = text, label } as object));

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(expected.Label, json.RootElement.GetProperty("explained").GetString());
        Assert.Equal(expected.Words.Select(word => (word.Start, word.End, word.Text)), json.RootElement.GetProperty("words").EnumerateArray().Select(word => (word.GetProperty("start").GetInt32(), word.GetProperty("end").GetInt32(), word.GetProperty("text").GetString()!)));
        Assert.Equal(expected.Words.Select(word => word.Weight), json.RootElement.GetProperty("words").EnumerateArray().Select(word => word.GetProperty("weight").GetSingle()), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(28, json.RootElement.GetProperty("scores").EnumerateObject().Count());
    }

    [Theory]
    [InlineData("""{"inputs":"x","label":"thirst"}""", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("""{"label":"joy"}""", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("""{"inputs":["x"]}""", HttpStatusCode.UnprocessableEntity, "input-invalid")]
    [InlineData("""{"inputs":""", HttpStatusCode.UnprocessableEntity, "format-invalid")]
    public async Task Explain_WhatCannotBe_IsATypedProblem(string body, HttpStatusCode status, string code)
    {
        using var answer = await fixture.Server.PostJsonAsync("/explain", body);

        using var json = await answer.ReadAsync(status);
        Assert.Equal(code, json.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Explain_TextThatIsTooLong_Is413()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.MaxTextCharacters = 10);

        using var answer = await server.PostJsonAsync("/explain", """{"inputs":"more than ten"}""");

        (await answer.ReadAsync(HttpStatusCode.RequestEntityTooLarge)).Dispose();
    }
}
