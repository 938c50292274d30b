using EmotionAI.Audio;
using EmotionAI.Mocks;

namespace EmotionAI.Tests.Audio.Segments;

public sealed class SegmentTimelineTests
{
    private const double Edge = 0.15;

    [Theory]
    [InlineData(0f)]
    [InlineData(0.0005f)]
    [InlineData(0.003f)]
    public async Task ClassifySegments_VoicesAndSilence_AreCutWhereTheSilenceIs(float noise)
    {
        using var mock = new MockAudioEmotionClassifier();
        var clip = MadeSound.Clip(MadeSound.Noise(1.2, noise), MadeSound.Voice(4), MadeSound.Noise(1.5, noise, 3), MadeSound.Voice(3, 4), MadeSound.Noise(2, noise, 5));

        var found = await mock.ClassifySegmentsAsync(clip).ToListAsync();

        var silences = found.Where(segment => segment.Prediction.NoSpeech is not null).ToList();
        Assert.All(silences, segment => Assert.Empty(segment.Prediction.Labels));
        Assert.All(silences, segment => Assert.Equal(noise == 0 ? NoSpeechReason.Silent : NoSpeechReason.Steady, segment.Prediction.NoSpeech));
        (double Start, double End)[] truth = [(0, 1.2), (5.2, 6.7), (9.7, 11.7)];
        Assert.Equal(truth.Length, silences.Count);
        Assert.All(truth.Zip(silences), pair =>
        {
            Assert.Equal(pair.First.Start, pair.Second.Start.TotalSeconds, Edge);
            Assert.Equal(pair.First.End, pair.Second.End.TotalSeconds, Edge);
        });
    }

    [Fact]
    public async Task ClassifySegments_AnyTimeline_HasNoGapsNoOverlapsAndNoEqualNeighbours()
    {
        using var mock = new MockAudioEmotionClassifier();
        for (var seed = 1; seed <= 10; seed++)
        {
            var clip = MadeSound.Clip(MadeSound.Voice(3 + seed, seed), MadeSound.Silence(seed * 0.15), MadeSound.Voice(5, seed + 20), MadeSound.Noise(1, 0.001f), MadeSound.Voice(0.3, seed));

            var found = await mock.ClassifySegmentsAsync(clip, new SegmentOptions { Hop = TimeSpan.FromSeconds(0.5), Smoothing = TimeSpan.Zero }).ToListAsync();

            Assert.Equal(TimeSpan.Zero, found[0].Start);
            Assert.Equal(clip.Duration.TotalSeconds, found[^1].End.TotalSeconds, 1e-6);
            Assert.All(found.Zip(found.Skip(1)), pair =>
            {
                Assert.Equal(pair.First.End, pair.Second.Start);
                Assert.True(pair.First.Prediction.NoSpeech is null != pair.Second.Prediction.NoSpeech is null || pair.First.Prediction.Top.Label != pair.Second.Prediction.Top.Label);
            });
            Assert.All(found.Skip(1).SkipLast(1), segment => Assert.True(segment.Duration >= TimeSpan.FromSeconds(0.5), $"{segment.Duration} is too short."));
        }
    }

    [Fact]
    public async Task ClassifySegments_VoiceThatChanges_ChangesItsLabelThere()
    {
        // The mock tells loud from soft.
        using var mock = new MockAudioEmotionClassifier(answer: clip => clip.Samples.Span.ContainsAnyExceptInRange(-0.1f, 0.1f) ? "angry" : "calm");
        var clip = MadeSound.Clip(MadeSound.Voice(9, level: 0.05f), MadeSound.Voice(9, level: 0.5f));

        var found = await mock.ClassifySegmentsAsync(clip, new SegmentOptions { Hop = TimeSpan.FromSeconds(1) }).ToListAsync();

        Assert.Equal(["calm", "angry"], found.Select(segment => segment.Prediction.Top.Label));
        Assert.Equal(9, found[0].End.TotalSeconds, 1.6);
    }

    [Fact]
    public async Task ClassifySegments_GateOff_LabelsSilenceToo()
    {
        using var mock = new MockAudioEmotionClassifier(answer: _ => "calm");
        var clip = MadeSound.Clip(MadeSound.Voice(4), MadeSound.Silence(3), MadeSound.Voice(4));

        var found = await mock.ClassifySegmentsAsync(clip, options: new ClassificationOptions { SpeechGate = false }).ToListAsync();

        var only = Assert.Single(found);
        Assert.Equal("calm", only.Prediction.Labels[0].Label);
    }

    [Fact]
    public async Task ClassifySegments_Tone_IsNoSpeech()
    {
        using var mock = new MockAudioEmotionClassifier();

        var found = await mock.ClassifySegmentsAsync(MadeSound.Clip(MadeSound.Noise(2, 0.001f), MadeSound.Tone(3, 0.3f), MadeSound.Noise(2, 0.001f))).ToListAsync();

        Assert.Equal(NoSpeechReason.Steady, Assert.Single(found).Prediction.NoSpeech);
    }

    [Fact]
    public async Task ClassifySegments_ChannelsThatCancel_AreHeard()
    {
        using var mock = new MockAudioEmotionClassifier();
        var voice = MadeSound.Voice(5);
        var clip = MadeSound.Interleave(16_000, voice, [.. voice.Select(sample => -sample)]);

        var found = await mock.ClassifySegmentsAsync(clip).ToListAsync();

        Assert.All(found, segment => Assert.Null(segment.Prediction.NoSpeech));
    }

    [Fact]
    public async Task ClassifySegments_SplitCall_GivesEachSpeakerATimeline()
    {
        using var mock = new MockAudioEmotionClassifier();
        var clip = MadeSound.Interleave(8_000, [.. MadeSound.Voice(4, sampleRate: 8_000), .. MadeSound.Silence(4, 8_000)], [.. MadeSound.Silence(4, 8_000), .. MadeSound.Voice(4, sampleRate: 8_000)]);

        var found = await mock.ClassifySegmentsAsync(clip, new SegmentOptions { Channels = SegmentChannels.Split }).ToListAsync();

        foreach (var (channel, start) in (ReadOnlySpan<(int, double)>)[(0, 0), (1, 4)])
        {
            var spoken = found.Where(segment => segment.Channel == channel && segment.Prediction.NoSpeech is null).ToList();
            Assert.Equal(start, spoken[0].Start.TotalSeconds, Edge);
            Assert.Equal(start + 4, spoken[^1].End.TotalSeconds, Edge);
        }
    }

    [Fact]
    public async Task ClassifySegments_Quality_IsThatOfTheSegment()
    {
        using var mock = new MockAudioEmotionClassifier();
        var clip = MadeSound.Clip(MadeSound.Voice(4, level: 0.5f), MadeSound.Silence(2));

        var found = await mock.ClassifySegmentsAsync(clip).ToListAsync();

        Assert.All(found, segment => Assert.Equal(segment.Duration, segment.Prediction.Quality!.Duration));
        Assert.InRange(found[0].Prediction.Quality!.Peak, 0.3, 0.56);
        Assert.InRange(found[0].Prediction.Quality!.ActiveSpeech.TotalSeconds, 2, 4.1);
        Assert.Equal(0, found[^1].Prediction.Quality!.Peak);
        Assert.Equal(TimeSpan.Zero, found[^1].Prediction.Quality!.ActiveSpeech);
    }

    [Fact]
    public async Task ClassifySegments_LongestSegment_IsToldInParts()
    {
        using var mock = new MockAudioEmotionClassifier(answer: _ => "calm");
        var clip = MadeSound.Clip(MadeSound.Voice(20), MadeSound.Silence(20));

        var found = await mock.ClassifySegmentsAsync(clip, new SegmentOptions { MaximumDuration = TimeSpan.FromSeconds(5) }).ToListAsync();

        Assert.All(found, segment => Assert.InRange(segment.Duration.TotalSeconds, 0, 6.6));
        Assert.InRange(found.Count, 7, 12);
    }
}
