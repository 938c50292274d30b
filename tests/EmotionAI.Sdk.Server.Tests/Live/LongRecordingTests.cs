using System.Text.Json;
using EmotionAI.Mocks;
using Microsoft.Extensions.DependencyInjection;

namespace EmotionAI.Tests.Live;

/// <summary>Looks at the memory of the process, in which nothing else may go on.</summary>
[Collection(nameof(LongRecordingTests))]
[CollectionDefinition(nameof(LongRecordingTests), DisableParallelization = true)]
public sealed class LongRecordingTests
{
    [Fact]
    public async Task Segments_OfAnHour_TakeNoMoreMemoryThanAMinute()
    {
        await using var server = await ServerUnderTest.StartWithAsync(builder =>
        {
            builder.Services.AddEmotionAI().AddServer(options => options.MaxAudioDuration = TimeSpan.FromMinutes(61));
            builder.Services.AddSingleton<IEmotionClassifier<AudioClip>>(new MockAudioEmotionClassifier());
        });
        var hour = new LongWav(TimeSpan.FromHours(1));

        using var answer = await server.Client.PostAsync("/predict/segments?raw=true", hour);

        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var last = JsonDocument.Parse(lines[^1]);
        Assert.Equal(3_600, last.RootElement.GetProperty("end").GetDouble(), 1);
        Assert.InRange(hour.Growth, 0, 48L << 20);
    }
}
