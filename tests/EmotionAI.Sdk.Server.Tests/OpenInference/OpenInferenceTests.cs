using System.Net;
using System.Text.Json;

namespace EmotionAI.Tests.OpenInference;

/// <summary>Holds <c>/v2</c> against the Open Inference Protocol: <c>inference_rest.md</c> and <c>open_inference_rest.yaml</c>, read by a client that knows nothing of this server.</summary>
public sealed class OpenInferenceTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Texts = """{"name":"text","shape":[2],"datatype":"BYTES","data":["Thank you so much!","I hate this."]}""";

    [Fact]
    public async Task Server_Metadata_HasTheRequiredKeys()
    {
        using var json = await GetAsync("/v2", HttpStatusCode.OK);

        Assert.Equal(JsonValueKind.String, json.RootElement.GetProperty("name").ValueKind);
        Assert.Equal(JsonValueKind.String, json.RootElement.GetProperty("version").ValueKind);
        Assert.All(json.RootElement.GetProperty("extensions").EnumerateArray(), extension => Assert.Equal(JsonValueKind.String, extension.ValueKind));
    }

    [Theory]
    [InlineData("/v2/health/live", "live")]
    [InlineData("/v2/health/ready", "live")]
    [InlineData("/v2/health/ready", "ready")]
    [InlineData("/v2/models/text/ready", "ready")]
    [InlineData("/v2/models/audio/ready", "ready")]
    public async Task Health_OfAServerThatAnswers_IsTrue(string path, string key)
    {
        using var json = await GetAsync(path, HttpStatusCode.OK);

        Assert.True(json.RootElement.GetProperty(key).GetBoolean());
    }

    [Theory]
    [InlineData("text", 28)]
    [InlineData("audio", 8)]
    public async Task Model_Metadata_DescribesWhatInferTakesAndGives(string model, int labels)
    {
        using var json = await GetAsync($"/v2/models/{model}", HttpStatusCode.OK);

        Assert.Equal(model, json.RootElement.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.String, json.RootElement.GetProperty("platform").ValueKind);
        AssertTensor(Assert.Single(json.RootElement.GetProperty("inputs").EnumerateArray()), "BYTES", -1);
        var outputs = json.RootElement.GetProperty("outputs");
        AssertTensor(outputs[0], "BYTES", -1, labels);
        AssertTensor(outputs[1], "FP32", -1, labels);
    }

    [Fact]
    public async Task Infer_Texts_GivesTensorsOfTheShapesThatItSays()
    {
        using var answer = await InferAsync("text", $$"""{"id":"42","inputs":[{{Texts}}]}""");

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(("text", "42"), (json.RootElement.GetProperty("model_name").GetString(), json.RootElement.GetProperty("id").GetString()));
        Assert.False(json.RootElement.TryGetProperty("model_version", out _));
        var outputs = json.RootElement.GetProperty("outputs").EnumerateArray().ToDictionary(output => output.GetProperty("name").GetString()!);
        Assert.All(outputs.Values, AssertConsistent);
        Assert.Equal([2, 28], outputs["labels"].GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Equal(("gratitude", "anger"), (outputs["labels"].GetProperty("data")[0].GetString(), outputs["labels"].GetProperty("data")[28].GetString()));
        Assert.True(outputs["accepted"].GetProperty("data")[0].GetBoolean());
        var scores = outputs["scores"].GetProperty("data").EnumerateArray().Select(score => score.GetSingle()).ToArray();
        Assert.Equal(scores[..28].OrderDescending(), scores[..28]);
    }

    [Theory]
    [InlineData("""{"name":"text","shape":[2,1],"datatype":"BYTES","data":[["Thank you so much!"],["I hate this."]]}""")]
    [InlineData("""{"name":"text","shape":[2,1],"datatype":"BYTES","data":["Thank you so much!","I hate this."]}""")]
    [InlineData("""{"parameters":{"content_type":"str","n":1,"b":true},"data":["Thank you so much!","I hate this."],"datatype":"BYTES","shape":[2],"name":"text"}""")]
    public async Task Infer_TheSameTensorInAnotherForm_GivesTheSame(string tensor)
    {
        using var expected = await (await InferAsync("text", $$"""{"inputs":[{{Texts}}]}""")).ReadAsync(HttpStatusCode.OK);

        using var json = await (await InferAsync("text", $$"""{"inputs":[{{tensor}}]}""")).ReadAsync(HttpStatusCode.OK);

        Assert.Equal(expected.RootElement.GetRawText(), json.RootElement.GetRawText());
        Assert.False(json.RootElement.TryGetProperty("id", out _));
    }

    [Fact]
    public async Task Infer_ChosenOutputs_AreGivenAlone()
    {
        using var answer = await InferAsync("text", $$$"""{"inputs":[{{{Texts}}}],"outputs":[{"name":"scores","parameters":{"binary_data":false}},{"name":"labels"}]}""");

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(["scores", "labels"], json.RootElement.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()!));
    }

    [Fact]
    public async Task Infer_Recording_IsTheFileInBase64()
    {
        var file = await File.ReadAllBytesAsync(Repository.Recording);
        using var whole = await (await fixture.Server.Client.PostAsync("/predict/audio", new ByteArrayContent(file))).ReadAsync(HttpStatusCode.OK);

        using var answer = await InferAsync("audio", $$"""{"inputs":[{"name":"audio","shape":[1],"datatype":"BYTES","data":["{{Convert.ToBase64String(file)}}"]}]}""");

        using var json = await answer.ReadAsync(HttpStatusCode.OK);
        Assert.Equal(whole.RootElement.GetProperty("top").GetProperty("label").GetString(), json.RootElement.GetProperty("outputs")[0].GetProperty("data")[0].GetString());
        Assert.All(json.RootElement.GetProperty("outputs").EnumerateArray(), AssertConsistent);
    }

    [Theory]
    [InlineData("""{"inputs":[]}""", "empty")]
    [InlineData("""{"inputs":{}}""", "an object")]
    [InlineData("""{}""", "'inputs' is missing")]
    [InlineData("""{"inputs":[{"name":"text","shape":[3],"datatype":"BYTES","data":["a","b"]}]}""", "allowed: [2] or [2, 1]")]
    [InlineData("""{"inputs":[{"name":"text","shape":[-1],"datatype":"BYTES","data":["a"]}]}""", "allowed: [1]")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1.5],"datatype":"BYTES","data":["a"]}]}""", "whole number")]
    [InlineData("""{"inputs":[{"name":"text","shape":[0],"datatype":"BYTES","data":[]}]}""", "empty")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"FP32","data":[1]}]}""", "a string")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"FP32","data":["a"]}]}""", "allowed: BYTES")]
    [InlineData("""{"inputs":[{"name":"input0","shape":[1],"datatype":"BYTES","data":["a"]}]}""", "'text'")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","parameters":{"binary_data_size":5}}]}""", "binary")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]},{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]}]}""", "more than one")]
    [InlineData("""{"id":42,"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]}]}""", "'id'")]
    [InlineData("""{"parameters":{"a":[1]},"inputs":[]}""", "A parameter")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]}],"outputs":[{"name":"logits"}]}""", "labels, scores")]
    [InlineData("""{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]}],"outputs":[{}]}""", "no name")]
    [InlineData("not json", "not JSON")]
    public async Task Infer_WrongRequest_Is400WithAnError(string body, string said)
    {
        using var answer = await InferAsync("text", body);

        using var json = await answer.ReadAsync(HttpStatusCode.BadRequest);
        Assert.Contains(said, json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!")]
    [InlineData("AAAA")]
    public async Task Infer_NoRecording_IsAnError(string data)
    {
        using var answer = await InferAsync("audio", $$"""{"inputs":[{"name":"audio","shape":[1],"datatype":"BYTES","data":["{{data}}"]}]}""");

        using var json = await answer.ReadAsync(answer.StatusCode);
        Assert.InRange((int)answer.StatusCode, 400, 422);
        Assert.NotEmpty(json.RootElement.GetProperty("error").GetString()!);
    }

    [Theory]
    [InlineData("/v2/models/none")]
    [InlineData("/v2/models/none/ready")]
    public async Task Model_Unknown_Is404WithAnError(string path)
    {
        using var json = await GetAsync(path, HttpStatusCode.NotFound);

        Assert.Contains("text, audio", json.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private static void AssertTensor(JsonElement tensor, string type, params int[] shape)
    {
        Assert.Equal(JsonValueKind.String, tensor.GetProperty("name").ValueKind);
        Assert.Equal(type, tensor.GetProperty("datatype").GetString());
        Assert.Equal(shape, tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()));
    }

    /// <summary>The data has as many elements as the shape says, of the type that the datatype says.</summary>
    private static void AssertConsistent(JsonElement tensor)
    {
        var expected = tensor.GetProperty("shape").EnumerateArray().Aggregate(1L, (product, size) => product * size.GetInt64());
        Assert.Equal(expected, tensor.GetProperty("data").GetArrayLength());
        Assert.All(tensor.GetProperty("data").EnumerateArray(), element => Assert.True(tensor.GetProperty("datatype").GetString() switch
        {
            "BYTES" => element.ValueKind == JsonValueKind.String,
            "FP32" => element.ValueKind == JsonValueKind.Number,
            "BOOL" => element.ValueKind is JsonValueKind.True or JsonValueKind.False,
            _ => false,
        }));
    }

    private Task<HttpResponseMessage> InferAsync(string model, string body) => fixture.Server.PostJsonAsync($"/v2/models/{model}/infer", body);

    private async Task<JsonDocument> GetAsync(string path, HttpStatusCode status)
    {
        using var answer = await fixture.Server.Client.GetAsync(path);
        return await answer.ReadAsync(status);
    }
}
