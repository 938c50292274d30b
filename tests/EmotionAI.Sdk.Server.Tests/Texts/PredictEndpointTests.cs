using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Tests.Texts;

/// <summary>Holds <c>/predict</c> against the openapi.json of text-embeddings-inference 1.7: PredictRequest, PredictResponse, ErrorResponse.</summary>
public sealed class PredictEndpointTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly string[] ErrorTypes = ["Unhealthy", "Backend", "Overloaded", "Validation", "Tokenizer"];

    [Theory]
    [InlineData("""{"inputs":"Thank you so much!"}""")]
    [InlineData("""{"inputs":["Thank you so much!"]}""")]
    [InlineData("""{"inputs":"Thank you so much!","truncate":null,"raw_scores":false,"truncation_direction":"Right"}""")]
    [InlineData("""{"inputs":"Thank you so much!","parameters":{"top_k":3},"truncation_direction":"left"}""")]
    public async Task Predict_OneText_IsAListOfEveryLabelBestFirst(string body)
    {
        using var answer = await fixture.Server.PostJsonAsync("/predict", body);

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        AssertPredictions(json.RootElement);
        Assert.Equal("gratitude", json.RootElement[0].GetProperty("label").GetString());
        Assert.InRange(json.RootElement[0].GetProperty("score").GetSingle(), 0.5f, 1);
    }

    [Theory]
    [InlineData("/predict", """{"inputs":[["Thank you so much!"],["I hate this."]]}""")]
    [InlineData("/", """{"inputs":["Thank you so much!","I hate this."]}""")]
    public async Task Predict_Batch_IsAListOfLists(string path, string body)
    {
        using var answer = await fixture.Server.PostJsonAsync(path, body);

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(["gratitude", "anger"], json.RootElement.EnumerateArray().Select(one => one[0].GetProperty("label").GetString()!));
        Assert.All(json.RootElement.EnumerateArray(), AssertPredictions);
    }

    [Fact]
    public async Task Predict_RawScores_AreLogits()
    {
        using var answer = await fixture.Server.PostJsonAsync("/predict", """{"inputs":"Thank you so much!","raw_scores":true}""");
        using var scores = await (await fixture.Server.PostJsonAsync("/predict", """{"inputs":"Thank you so much!"}""")).ReadAsync(HttpStatusCode.OK);

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        AssertPredictions(json.RootElement);
        var logit = json.RootElement[0].GetProperty("score").GetSingle();
        Assert.Equal(scores.RootElement[0].GetProperty("score").GetSingle(), 1 / (1 + MathF.Exp(-logit)), 1e-4f);
    }

    [Theory]
    [InlineData("""{"inputs":["Thank you!","I hate this."]}""", "[[\"…\"], [\"…\"]], or send the same body to POST /")]
    [InlineData("""{"inputs":[["Thank you!","I hate this."]]}""", "pair of texts")]
    [InlineData("""{"inputs":[]}""", "is empty")]
    [InlineData("""{"inputs":[[]]}""", "neither a string nor a list with one")]
    [InlineData("""{"inputs":[["a"],"b"]}""", "mixes")]
    [InlineData("""{"inputs":7}""", "a number")]
    [InlineData("""{"inputs":null}""", "null")]
    [InlineData("""{"inputs":[["a"],[7]]}""", "a number")]
    [InlineData("""{}""", "'inputs' is missing")]
    [InlineData("""[]""", "The request is a list")]
    [InlineData("""{"inputs":"a","inputs":"b"}""", "twice")]
    [InlineData("""{"inputs":"a","raw_scores":"yes"}""", "'raw_scores' is a string")]
    [InlineData("""{"inputs":"a","truncation_direction":"up"}""", "\"Right\" or \"Left\"")]
    [InlineData("""{"inputs":"a"} x""", "not JSON")]
    [InlineData("""{"inputs":"a""", "not JSON")]
    [InlineData("", "empty")]
    public async Task Predict_WrongRequest_Is422WithTheWayOut(string body, string said)
    {
        using var answer = await fixture.Server.PostJsonAsync("/predict", body);

        AssertError(await answer.ReadAsync(HttpStatusCode.UnprocessableEntity), "Tokenizer", said);
    }

    [Fact]
    public async Task Predict_AmbiguousInputs_AreRefusedWithBothWaysOutAndNotOnTheRoot()
    {
        const string body = """{"inputs":["Thank you!","I hate this."]}""";

        using var refused = await fixture.Server.PostJsonAsync("/predict", body);
        using var batch = await fixture.Server.PostJsonAsync("/", body);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (refused.StatusCode, batch.StatusCode));
    }

    [Fact]
    public async Task Predict_LongText_IsCutUnlessItMayNotBe()
    {
        var text = string.Join(' ', Enumerable.Repeat("happy", 1_000));

        using var cut = await fixture.Server.PostJsonAsync("/predict", $$"""{"inputs":[["short"],["{{text}}"]]}""");
        using var whole = await fixture.Server.PostJsonAsync("/predict", $$"""{"inputs":"{{text}}","truncate":false}""");
        using var left = await fixture.Server.PostJsonAsync("/predict", $$"""{"inputs":"{{text}}","truncation_direction":"Left"}""");

        Assert.Equal("1", Assert.Single(cut.Headers.GetValues("EmotionAI-Truncated")));
        AssertError(await whole.ReadAsync(HttpStatusCode.RequestEntityTooLarge), "Validation", "128 tokens");
        AssertError(await left.ReadAsync(HttpStatusCode.UnprocessableEntity), "Tokenizer", "only its end");
    }

    [Fact]
    public async Task Predict_MoreThanTheLimits_Is413()
    {
        await using var server = await ServerUnderTest.StartAsync(options => (options.MaxBatchSize, options.MaxTextCharacters, options.MaxBodyBytes) = (2, 10, 1_000));

        using var most = await server.PostJsonAsync("/", """{"inputs":["0123456789","b"]}""");
        using var many = await server.PostJsonAsync("/", """{"inputs":["a","b","c"]}""");
        using var longer = await server.PostJsonAsync("/", """{"inputs":"0123456789x"}""");
        using var larger = await server.PostJsonAsync("/", $$"""{"inputs":"a","x":"{{new string('x', 1_000)}}"}""");

        Assert.Equal(HttpStatusCode.OK, most.StatusCode);
        AssertError(await many.ReadAsync(HttpStatusCode.RequestEntityTooLarge), "Validation", "more than 2 texts");
        AssertError(await longer.ReadAsync(HttpStatusCode.RequestEntityTooLarge), "Validation", "at most 10");
        AssertError(await larger.ReadAsync(HttpStatusCode.RequestEntityTooLarge), "Validation", "1000 bytes");
    }

    [Fact]
    public async Task Predict_ModelByName_Answers()
    {
        using var folder = new TemporaryFolder();
        TinyTextModel.Write(folder.Path);
        await using var server = await ServerUnderTest.StartWithAsync(builder => builder.Services.AddEmotionAI().AddTextClassifier("second", folder.Path).AddServer());

        using var second = await server.PostJsonAsync("/predict?model=second", """{"inputs":"a"}""");
        using var third = await server.PostJsonAsync("/predict?model=third", """{"inputs":"a"}""");
        using var speech = await server.PostJsonAsync("/predict?model=audio", """{"inputs":"a"}""");

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        AssertError(await third.ReadAsync(HttpStatusCode.NotFound), "Validation", "text, second");
        AssertError(await speech.ReadAsync(HttpStatusCode.NotFound), "Validation", "no text model of that name");
    }

    private static void AssertPredictions(JsonElement list)
    {
        Assert.Equal(28, list.GetArrayLength());
        var scores = list.EnumerateArray().Select(one => one.GetProperty("score").GetSingle()).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.All(list.EnumerateArray(), one => Assert.Equal(["label", "score"], one.EnumerateObject().Select(property => property.Name).Order()));
    }

    private static void AssertError(JsonDocument json, string type, string said)
    {
        using (json)
        {
            Assert.Contains(said, json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
            Assert.Contains(type, ErrorTypes);
            Assert.Equal(type, json.RootElement.GetProperty("error_type").GetString());
        }
    }
}
