using System.Text.Json;

namespace EmotionAI.Tests.Models;

public sealed class ModelsEndpointTests
{
    [Fact]
    public async Task Models_OfTheShippedPackages_AreListedWithTheirLabels()
    {
        await using var server = await ServerUnderTest.StartAsync();

        using var models = JsonDocument.Parse(await server.Client.GetStringAsync("/models"));

        Assert.Equal(["text", "audio"], models.RootElement.EnumerateArray().Select(model => model.GetProperty("name").GetString()!));
        Assert.Equal(28, models.RootElement[0].GetProperty("labels").GetArrayLength());
    }
}
