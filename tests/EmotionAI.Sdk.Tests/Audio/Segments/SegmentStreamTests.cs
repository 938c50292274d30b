using EmotionAI.Audio;
using EmotionAI.Mocks;

namespace EmotionAI.Tests.Audio.Segments;

/// <summary>Whatever the size of its blocks, sound gives the same segments, down to the last bit.</summary>
public sealed class SegmentStreamTests : IDisposable
{
    private readonly MockAudioEmotionClassifier _mock = new();

    public static TheoryData<int, int, bool, SegmentChannels> Forms
    {
        get
        {
            var forms = new TheoryData<int, int, bool, SegmentChannels>();
            foreach (var (rate, channels) in (ReadOnlySpan<(int, int)>)[(16_000, 1), (48_000, 2), (44_100, 1), (8_000, 3), (11_025, 2)])
            {
                forms.Add(rate, channels, true, SegmentChannels.Mix);
                forms.Add(rate, channels, false, SegmentChannels.Mix);
                forms.Add(rate, channels, true, SegmentChannels.Split);
                forms.Add(rate, channels, false, SegmentChannels.Split);
            }

            return forms;
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task ClassifySegments_BlocksOfAnySize_EqualTheClip(int sampleRate, int channels, bool raw, SegmentChannels split)
    {
        var clip = Recording(sampleRate, channels);
        for (var round = 0; round < 4; round++)
        {
            var random = new Random((sampleRate * 10) + round);
            var options = Options(random, raw, split);
            var expected = await _mock.ClassifySegmentsAsync(clip, options).Select(SegmentText.Of).ToListAsync();

            var found = await _mock.ClassifySegmentsAsync(MadeSound.Blocks(clip, round, longest: 1 << random.Next(9, 20)), options).Select(SegmentText.Of).ToListAsync();

            Assert.NotEmpty(expected);
            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public async Task ClassifySegments_OneSampleAtATime_EqualsTheClip()
    {
        var clip = MadeSound.Clip(MadeSound.Voice(2.2), MadeSound.Silence(1.3), MadeSound.Voice(1.1, seed: 5));
        var expected = await _mock.ClassifySegmentsAsync(clip).Select(SegmentText.Of).ToListAsync();

        var found = await _mock.ClassifySegmentsAsync(MadeSound.Blocks(clip, seed: 1, longest: 1)).Select(SegmentText.Of).ToListAsync();

        Assert.Equal(expected, found);
    }

    [SharedFact("golden/audio/models/bundle-audio")]
    public async Task ClassifySegments_ModelAndBlocksOfAnySize_EqualTheClip()
    {
        using var classifier = AudioEmotionClassifier.Load(Goldens.Path("golden/audio/models/bundle-audio"));
        var clip = AudioDecoder.DecodeStart(Goldens.Path("golden/audio/segments/long.flac"), TimeSpan.FromSeconds(20));
        foreach (var raw in (bool[])[true, false])
        {
            var options = new SegmentOptions { Raw = raw };
            var expected = await classifier.ClassifySegmentsAsync(clip, options).Select(SegmentText.Of).ToListAsync();

            var found = await classifier.ClassifySegmentsAsync(MadeSound.Blocks(clip, seed: 3, longest: 5_000), options).Select(SegmentText.Of).ToListAsync();

            Assert.Equal(expected, found);
        }
    }

    [Fact]
    public async Task ClassifySegments_RawLiveSound_TellsTheFirstWindowWhenItIsFull()
    {
        var clip = MadeSound.Clip(MadeSound.Voice(10));
        var given = 0;

        var first = await _mock.ClassifySegmentsAsync(Live(), new SegmentOptions { Raw = true }).FirstAsync();

        Assert.Equal(TimeSpan.FromSeconds(3), first.End);
        Assert.Equal(3 * MadeSound.SampleRate, given);

        async IAsyncEnumerable<AudioClip> Live()
        {
            for (; given < clip.FrameCount; given += 0)
            {
                await Task.Yield();
                var block = new AudioClip(clip.Samples.Slice(given, 320), clip.SampleRate);
                given += block.FrameCount;
                yield return block;
            }
        }
    }

    [Fact]
    public async Task ClassifySegments_LiveTimeline_TellsASegmentSoonAfterItsEnd()
    {
        var clip = MadeSound.Clip(MadeSound.Voice(4), MadeSound.Silence(20));
        var given = 0;

        var first = await _mock.ClassifySegmentsAsync(Live()).FirstAsync(segment => segment.End > TimeSpan.FromSeconds(3.9));

        Assert.InRange((double)given / MadeSound.SampleRate, first.End.TotalSeconds, first.End.TotalSeconds + 6);

        async IAsyncEnumerable<AudioClip> Live()
        {
            while (given < clip.FrameCount)
            {
                await Task.Yield();
                var block = new AudioClip(clip.Samples.Slice(given, 320), clip.SampleRate);
                given += block.FrameCount;
                yield return block;
            }
        }
    }

    [Theory]
    [InlineData(8_000, 1, "Block 1 has 8000 Hz and 1 channels; the 16000 Hz and 1 channels of the blocks before")]
    [InlineData(16_000, 2, "Block 1 has 16000 Hz and 2 channels")]
    public async Task ClassifySegments_BlockOfAnotherForm_IsAnError(int sampleRate, int channels, string message)
    {
        AudioClip[] blocks = [new(new float[1_600], 16_000), new(new float[1_600], sampleRate, channels)];

        var error = await Assert.ThrowsAsync<EmotionAIException>(async () => await _mock.ClassifySegmentsAsync(blocks.ToAsyncEnumerable()).ToListAsync());

        Assert.Equal(EmotionErrorCodes.InputInvalid, error.Code);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClassifySegments_NotANumber_IsAnErrorAfterWhatWasFound()
    {
        AudioClip[] blocks = [MadeSound.Clip(MadeSound.Voice(4)), new(new[] { float.NaN }, 16_000)];
        var found = new List<EmotionSegment>();

        var error = await Assert.ThrowsAsync<EmotionAIException>(async () =>
        {
            await foreach (var segment in _mock.ClassifySegmentsAsync(blocks.ToAsyncEnumerable(), new SegmentOptions { Raw = true }))
            {
                found.Add(segment);
            }
        });

        Assert.Equal("Block 1 holds samples that are NaN or infinite; finite numbers are needed.", error.Message);
        Assert.Single(found);
    }

    [Fact]
    public async Task ClassifySegments_NoSound_GivesNoSegment()
    {
        Assert.Empty(await _mock.ClassifySegmentsAsync(AsyncEnumerable.Empty<AudioClip>()).ToListAsync());
        Assert.Empty(await _mock.ClassifySegmentsAsync(new AudioClip(default, 16_000)).ToListAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(159)]
    [InlineData(161)]
    [InlineData(47_999)]
    [InlineData(48_001)]
    public async Task ClassifySegments_AnyLength_IsCoveredWhole(int length)
    {
        var clip = MadeSound.Clip(MadeSound.Voice(4)[..length]);
        foreach (var last in Enum.GetValues<LastWindow>())
        {
            var found = await _mock.ClassifySegmentsAsync(clip, new SegmentOptions { LastWindow = last }).ToListAsync();

            Assert.Equal(TimeSpan.Zero, found[0].Start);
            Assert.Equal(length / 16_000.0, found[^1].End.TotalSeconds, 1e-6);
            Assert.All(found.Zip(found.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Start));
        }
    }

    [Fact]
    public async Task ClassifySegments_Cancelled_Ends()
    {
        using var stop = new CancellationTokenSource();
        var found = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _mock.ClassifySegmentsAsync(MadeSound.Clip(MadeSound.Voice(20)), new SegmentOptions { Raw = true }, cancellationToken: stop.Token))
            {
                found++;
                await stop.CancelAsync();
            }
        });

        Assert.Equal(1, found);
    }

    [Fact]
    public async Task ClassifySegments_IncompleteRecording_SaysSoInItsLastSegment()
    {
        var voice = MadeSound.Clip(MadeSound.Voice(4));

        var found = await _mock.ClassifySegmentsAsync(new AudioClip(voice.Samples, 16_000) { IsIncomplete = true }).ToListAsync();

        Assert.True(found[^1].Prediction.IsIncomplete);
        Assert.DoesNotContain(found.SkipLast(1), segment => segment.Prediction.IsIncomplete);
    }

    public void Dispose() => _mock.Dispose();

    private static SegmentOptions Options(Random random, bool raw, SegmentChannels split)
    {
        var window = 0.4 + (3 * random.NextDouble());
        return new SegmentOptions
        {
            Window = TimeSpan.FromSeconds(window),
            Hop = TimeSpan.FromSeconds(window * (0.2 + (0.8 * random.NextDouble()))),
            LastWindow = random.Next(2) == 0 ? LastWindow.Partial : LastWindow.Shifted,
            Raw = raw,
            Channels = split,
            Smoothing = TimeSpan.FromSeconds(2 * random.NextDouble()),
            MinimumDuration = TimeSpan.FromSeconds(random.NextDouble()),
            MaximumDuration = random.Next(2) == 0 ? TimeSpan.FromSeconds(3) : null,
        };
    }

    private static AudioClip Recording(int rate, int channels) => MadeSound.Interleave(rate, [.. Enumerable.Range(1, channels).Select(seed => (float[])
    [
        .. MadeSound.Voice(1.3, seed, sampleRate: rate), .. MadeSound.Silence(seed * 0.7, rate), .. MadeSound.Voice(2.1, seed + 9, sampleRate: rate),
        .. MadeSound.Noise(3 - (seed * 0.7), 0.001f, seed, rate), .. MadeSound.Voice(1.57, seed + 5, sampleRate: rate),
    ])]);
}
