using EmotionAI.Server;
using Microsoft.Extensions.Options;

namespace EmotionAI.Tests;

public sealed class EmotionServerOptionsTests
{
    public static TheoryData<string, Action<EmotionServerOptions>> Faults => new()
    {
        { "MaxBodyBytes", options => options.MaxBodyBytes = 0 },
        { "MaxStreamedBytes", options => options.MaxStreamedBytes = -1 },
        { "MaxBatchSize", options => options.MaxBatchSize = 0 },
        { "MaxTextCharacters", options => options.MaxTextCharacters = 0 },
        { "MaxStreams", options => options.MaxStreams = -1 },
        { "MaxAudioDuration", options => options.MaxAudioDuration = TimeSpan.Zero },
        { "StreamPatience", options => options.StreamPatience = TimeSpan.Zero },
        { "DrainDelay", options => options.DrainDelay = TimeSpan.FromTicks(-1) },
        { "ApiKeys", options => options.ApiKeys = [" "] },
        { "AllowedOrigins", options => options.AllowedOrigins = ["example.org"] },
        { "AllowedOrigins", options => options.AllowedOrigins = ["https://example.org/page"] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Start_WithAnOptionThatIsWrong_NamesIt(string option, Action<EmotionServerOptions> configure)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => ServerUnderTest.StartAsync(configure));

        Assert.Contains(option, error.Message, StringComparison.Ordinal);
    }
}
