using EmotionAI.Audio;
using EmotionAI.Extensions.AI;
using EmotionAI.Mocks;
using EmotionAI.Multimodal;
using Microsoft.Extensions.AI;

namespace EmotionAI.Tests;

public sealed class SpeechToTextExtensionsTests
{
    /// <summary>A step of 16-bit samples.</summary>
    private const double Step = 1.0 / 32_768;

    [Fact]
    public async Task TranscribeAsync_ClipOfThatForm_GivesItsSamplesAndTakesTheWords()
    {
        var clip = new AudioClip(new[] { 0f, 0.5f, -0.25f, 2f, -2f }, 16_000);
        using var client = new FakeClient("I said I am fine!");

        var said = await client.TranscribeAsync(clip, new SpeechToTextOptions { SpeechLanguage = "en" });

        Assert.Equal("I said I am fine!", said.Text);
        Assert.Same(clip, said.Clip);
        Assert.Equal("en", client.Language);
        Assert.Equal((16_000, 1), (client.Heard!.SampleRate, client.Heard.Channels));
        Assert.Equal([0f, 0.5f, -0.25f, (float)(1 - Step), -1f], client.Heard.Samples.ToArray());
    }

    [Fact]
    public async Task TranscribeAsync_StereoOfAnotherRate_IsMixedAndResampled()
    {
        var frames = 44_100;
        var samples = new float[2 * frames];
        for (var i = 0; i < frames; i++)
        {
            samples[2 * i] = 0.8f * MathF.Sin(MathF.Tau * 440 * i / 44_100);
        }

        using var client = new FakeClient("");

        var said = await client.TranscribeAsync(new AudioClip(samples, 44_100, 2));

        Assert.Equal("", said.Text);
        Assert.Equal((16_000, 1, 16_000), (client.Heard!.SampleRate, client.Heard.Channels, client.Heard.FrameCount));
        var middle = client.Heard.Samples.ToArray()[4_000..12_000];
        Assert.All(middle.Select((sample, i) => sample - (0.4 * Math.Sin(Math.Tau * 440 * (i + 4_000) / 16_000))), difference => Assert.InRange(difference, -1e-3, 1e-3));
    }

    [Fact]
    public async Task TranscribeAsync_SamplesThatAreNoNumbers_AreRefused()
    {
        using var client = new FakeClient("");

        await Assert.ThrowsAsync<EmotionAIException>(() => client.TranscribeAsync(new AudioClip(new[] { float.NaN }, 16_000)));
        Assert.Null(client.Heard);
    }

    [Fact]
    public async Task TranscribeAsync_ForBothSenses_GivesTheWordsToTheTextModel()
    {
        using var client = new FakeClient("any words");
        using var both = new TextAndSpeechClassifier(new MockTextEmotionClassifier(), new MockAudioEmotionClassifier());

        var prediction = await both.ClassifyAsync(await client.TranscribeAsync(new AudioClip(new float[16_000], 16_000)));

        Assert.Equal(new MockTextEmotionClassifier().Classify("any words").Scores, prediction.Senses![0].Prediction!.Scores);
        Assert.All(prediction.Senses!, sense => Assert.True(sense.Weight > 0));
    }

    private sealed class FakeClient(string words) : ISpeechToTextClient
    {
        public AudioClip? Heard { get; private set; }

        public string? Language { get; private set; }

        public Task<SpeechToTextResponse> GetTextAsync(Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
        {
            Heard = AudioDecoder.Decode(audioSpeechStream);
            Language = options?.SpeechLanguage;
            return Task.FromResult(new SpeechToTextResponse(words));
        }

        public IAsyncEnumerable<SpeechToTextResponseUpdate> GetStreamingTextAsync(Stream audioSpeechStream, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
