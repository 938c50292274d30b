using EmotionAI.Audio;
using EmotionAI.Mocks;

namespace EmotionAI.Tests.Audio.Segments;

public sealed class SegmentOptionsTests : IDisposable
{
    private static readonly AudioClip Clip = MadeSound.Clip(MadeSound.Voice(4));

    private readonly MockAudioEmotionClassifier _mock = new();

    public static TheoryData<string, SegmentOptions> Wrong => new()
    {
        { "Window must be from 0.01 s to 600 s.", new SegmentOptions { Window = TimeSpan.Zero } },
        { "Window must be from 0.01 s to 600 s.", new SegmentOptions { Window = TimeSpan.FromHours(1) } },
        { "Hop must be from 0.01 s to 2 s.", new SegmentOptions { Window = TimeSpan.FromSeconds(2), Hop = TimeSpan.FromSeconds(2.5) } },
        { "Hop must be from 0.01 s to 600 s.", new SegmentOptions { Hop = TimeSpan.FromSeconds(-1) } },
        { "Smoothing must be from 0 s to 600 s.", new SegmentOptions { Smoothing = TimeSpan.FromSeconds(-1) } },
        { "MinimumDuration must be from 0 s to 600 s.", new SegmentOptions { MinimumDuration = TimeSpan.FromSeconds(-1) } },
        { "MaximumDuration must be 1 s or more.", new SegmentOptions { MaximumDuration = TimeSpan.Zero } },
        { "MaximumDuration must be 2 s or more.", new SegmentOptions { MinimumDuration = TimeSpan.FromSeconds(2), MaximumDuration = TimeSpan.FromSeconds(1.5) } },
        { "LastWindow must be one of the names.", new SegmentOptions { LastWindow = (LastWindow)7 } },
        { "Channels must be one of the names.", new SegmentOptions { Channels = (SegmentChannels)7 } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void ClassifySegments_OptionOutsideItsRange_IsRefusedAtOnce(string message, SegmentOptions options)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => { _ = _mock.ClassifySegmentsAsync(Clip, options); });

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ClassifySegments_WindowLongerThanTheModelReads_IsAnError()
    {
        using var classifier = new ShortClassifier(_mock);

        var error = await Assert.ThrowsAsync<EmotionAIException>(async () => await classifier.ClassifySegmentsAsync(Clip, new SegmentOptions { Window = TimeSpan.FromSeconds(3) }).ToListAsync());

        Assert.Equal(EmotionErrorCodes.SettingInvalid, error.Code);
        Assert.Equal("The window lasts 3 s; at most 2 s are allowed, as the model 'short' reads no more and would not hear the rest.", error.Message);
    }

    [Fact]
    public async Task ClassifySegments_HopLongerThanTheUsualWindow_IsAnError()
    {
        var error = await Assert.ThrowsAsync<EmotionAIException>(async () => await _mock.ClassifySegmentsAsync(Clip, new SegmentOptions { Hop = TimeSpan.FromSeconds(4) }).ToListAsync());

        Assert.Equal("The hop is 4 s; at most the 3 s of the window are allowed, as what lies between windows would not be heard.", error.Message);
    }

    [Fact]
    public async Task ClassifySegments_ModelThatReadsLess_GetsShorterWindows()
    {
        using var classifier = new ShortClassifier(_mock);

        var found = await classifier.ClassifySegmentsAsync(Clip, new SegmentOptions { Raw = true }).ToListAsync();

        Assert.Equal([0, 1, 2], found.Select(segment => segment.Start.TotalSeconds));
        Assert.All(found, segment => Assert.Equal(2, segment.Duration.TotalSeconds));
    }

    [Fact]
    public async Task ClassifySegments_OptionsChangedLater_AreThoseOfTheCall()
    {
        var options = new SegmentOptions { Raw = true };
        var segments = _mock.ClassifySegmentsAsync(Clip, options);
        options.Window = TimeSpan.FromSeconds(1);

        Assert.Equal(3, (await segments.FirstAsync()).Duration.TotalSeconds);
    }

    public void Dispose() => _mock.Dispose();

    /// <summary>Is a wrapper whose model reads 2 s.</summary>
    private sealed class ShortClassifier(IEmotionClassifier<AudioClip> inner) : IEmotionClassifier<AudioClip>
    {
        public EmotionClassifierMetadata Metadata { get; } = new() { ModelId = "short", Labels = EmotionLabels.Ravdess, ProblemType = ProblemType.SingleLabel, SampleRate = 16_000, MaxDuration = TimeSpan.FromSeconds(2) };

        public EmotionPrediction Classify(AudioClip input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => inner.Classify(input, options, cancellationToken);

        public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<AudioClip> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => inner.ClassifyBatch(inputs, options, cancellationToken);

        public ValueTask<EmotionPrediction> ClassifyAsync(AudioClip input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) => inner.ClassifyAsync(input, options, cancellationToken);

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
