using EmotionAI.Audio;
using EmotionAI.Cli.Running;

namespace EmotionAI.Cli.Tests.Running;

public sealed class SegmentVoicesTests
{
    private const int SampleRate = 8_000;

    [Theory]
    [InlineData(1, null, false)]
    [InlineData(2, null, false)]
    [InlineData(3, 1, false)]
    [InlineData(4, null, true)]
    public void Describe_BlocksOfAnySize_IsWhatTheWholeGives(int seed, int? channel, bool raw)
    {
        var random = new Random(seed);
        var clip = Sound(random, seconds: 60, channels: 2);
        var voices = new SegmentVoices(new SegmentOptions { OnlyChannel = channel, Raw = raw });
        var heard = channel is null ? clip : new AudioClip(clip.Samples.ToArray().Where((_, i) => i % 2 == channel).ToArray(), SampleRate);
        double fed = 0, start = 0;
        var position = 0;
        while (start < 50)
        {
            var end = start + 0.2 + (2 * random.NextDouble());
            for (; fed < end + 5 && position < clip.FrameCount; fed = (double)position / SampleRate)
            {
                var frames = Math.Min(clip.FrameCount - position, 1 + random.Next(SampleRate));
                voices.Add(new AudioClip(clip.Samples.Slice(2 * position, 2 * frames), SampleRate, 2));
                position += frames;
            }

            var (from, to) = (TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));
            Assert.Equal(VoiceDescriptors.Measure(heard, from, to).Values, voices.Describe(Segment(from, to, channel), CancellationToken.None).Values);
            start = raw ? start + 0.5 : end;
        }
    }

    [Fact]
    public void Describe_LongSegments_AreTheirBeginnings_AndLittleIsHeld()
    {
        var random = new Random(5);
        var voices = new SegmentVoices(new SegmentOptions { Channels = SegmentChannels.Split });
        var clip = Sound(random, seconds: 400, channels: 2);
        long most = 0;
        for (var second = 0; second < 400; second++)
        {
            voices.Add(new AudioClip(clip.Samples.Slice(2 * second * SampleRate, 2 * SampleRate), SampleRate, 2));
            most = Math.Max(most, voices.HeldFrames);
            if (second == 150)
            {
                Check(0, 145, 1);
            }
        }

        Check(0, 390, 0);
        Check(145, 396, 1);
        Assert.InRange(most / SampleRate, 60, 100);

        void Check(double start, double end, int channel)
        {
            var own = new AudioClip(clip.Samples.ToArray().Where((_, i) => i % 2 == channel).ToArray(), SampleRate);
            var begin = TimeSpan.FromSeconds(start);
            Assert.Equal(VoiceDescriptors.Measure(own, begin, begin + SegmentVoices.Longest).Values, voices.Describe(Segment(begin, TimeSpan.FromSeconds(end), channel), CancellationToken.None).Values);
        }
    }

    private static AudioClip Sound(Random random, int seconds, int channels)
    {
        var samples = new float[seconds * SampleRate * channels];
        for (var i = 0; i < samples.Length; i++)
        {
            var (time, channel) = ((double)(i / channels) / SampleRate, i % channels);
            samples[i] = (float)((0.3 * Math.Sin(Math.Tau * (120 + (60 * channel) + (20 * Math.Sin(time))) * time)) + (0.01 * random.NextDouble()));
        }

        return new AudioClip(samples, SampleRate, channels);
    }

    private static EmotionSegment Segment(TimeSpan start, TimeSpan end, int? channel)
    {
        var score = new EmotionScore("calm", 1);
        return new EmotionSegment { Start = start, End = end, Channel = channel, Prediction = new EmotionPrediction { Labels = [score], Scores = [score], Top = score, ModelId = "made" } };
    }
}
