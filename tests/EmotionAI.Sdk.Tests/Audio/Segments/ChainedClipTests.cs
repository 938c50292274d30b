using EmotionAI.Audio;
using EmotionAI.Mocks;

namespace EmotionAI.Tests.Audio.Segments;

/// <summary>Chains recordings with silence between, and looks for the silence.</summary>
public sealed class ChainedClipTests
{
    private const string Folder = "data/audio/ravdess";
    private const double Edge = 0.15;

    /// <summary>One clip of this actor is 18 dB below those before it; of its first word, 35 dB below them, 0.28 s are not heard.</summary>
    private const string Whispering = "09";
    private const double Whisper = 0.3;

    /// <summary>What is shorter than the shortest segment is none.</summary>
    private const double Shortest = 0.5;

    private const int Step = 160;
    private const int FrameSteps = 10;

    /// <summary>Speech begins and ends with 100 ms that are at most 20 dB below the loudest, without the thumps below it, and in them with 10 ms that are at most 30 dB below the loudest: an own measure, not that of the library.</summary>
    private const double Range = 1e-2;
    private const double StepRange = 1e-3;
    private const float Preemphasis = 0.97f;

    /// <summary>What comes 0.17 s before or behind is a breath or a chair: actors 07, 10 and 17 breathe in for 0.2 s to 0.35 s, at -31 dB, and begin to speak 0.28 s, 0.18 s and 0.19 s later.</summary>
    private const int Apart = 17;

    public static TheoryData<string, float> Chains
    {
        get
        {
            var chains = new TheoryData<string, float>();
            for (var actor = 1; actor <= 24; actor++)
            {
                chains.Add(FormattableString.Invariant($"{actor:00}"), 0);
                chains.Add(FormattableString.Invariant($"{actor:00}"), 0.0003f);
            }

            return chains;
        }
    }

    [SharedTheory(Folder)]
    [MemberData(nameof(Chains))]
    public async Task ClassifySegments_SpokenPartsWithSilenceBetween_AreCutWhereTheSilenceIs(string actor, float noise)
    {
        using var mock = new MockAudioEmotionClassifier();
        var random = new Random(1);
        List<float[]> parts = [];
        List<(double Start, double End)> truth = [];
        foreach (var path in Clips(actor))
        {
            var spoken = Spoken(AudioDecoder.Decode(path).Samples.Span);
            if (Seconds(spoken.Length) < Shortest)
            {
                continue;
            }

            var start = parts.Sum(part => part.Length) + spoken.Length;
            parts.Add(spoken);
            parts.Add(MadeSound.Noise(1 + random.NextDouble(), noise, parts.Count));
            truth.Add((Seconds(start), Seconds(start + parts[^1].Length)));
        }

        var silences = Silences(await mock.ClassifySegmentsAsync(MadeSound.Clip(parts)).ToListAsync());

        var worst = truth.Select(gap => (gap, found: silences.MinBy(silence => Math.Abs(silence.Start - gap.Start)))).ToList();
        double[] errors = [.. worst.SelectMany(pair => new[] { Math.Abs(pair.gap.Start - pair.found.Start), Math.Abs(pair.gap.End - pair.found.End) })];
        Assert.True(
            errors.Count(error => error > Edge) <= (actor == Whispering ? 1 : 0) && errors.Max() <= Whisper,
            string.Join(", ", worst.Select(pair => FormattableString.Invariant($"{pair.gap.Start:0.00}–{pair.gap.End:0.00} found as {pair.found.Start:0.00}–{pair.found.End:0.00}"))));
    }

    [SharedTheory(Folder)]
    [InlineData("03")]
    [InlineData("10")]
    [InlineData("20")]
    public async Task ClassifySegments_WholeClipsWithSilenceBetween_NeverSpanIt(string actor)
    {
        using var mock = new MockAudioEmotionClassifier();
        List<float[]> parts = [];
        List<(double Start, double End)> truth = [];
        foreach (var path in Clips(actor))
        {
            parts.Add(AudioDecoder.Decode(path).Samples.ToArray());
            var start = parts.Sum(part => part.Length);
            parts.Add(MadeSound.Silence(1.5));
            truth.Add((Seconds(start), Seconds(start) + 1.5));
        }

        var silences = Silences(await mock.ClassifySegmentsAsync(MadeSound.Clip(parts)).ToListAsync());

        Assert.All(truth, gap => Assert.Contains(silences, silence => silence.Start <= gap.Start + Edge && silence.End >= gap.End - Edge));
        Assert.InRange(silences.Count, truth.Count, truth.Count + 3);
    }

    private static IEnumerable<string> Clips(string actor) => Goldens.Files($"*-{actor}.flac", Folder).Where((_, i) => i % 6 == 0).Select(name => Goldens.Path(Folder, name));

    private static List<(double Start, double End)> Silences(List<EmotionSegment> segments) =>
        [.. segments.Where(segment => segment.Prediction.NoSpeech is not null).Select(segment => (segment.Start.TotalSeconds, segment.End.TotalSeconds))];

    private static float[] Spoken(ReadOnlySpan<float> samples)
    {
        var steps = new double[samples.Length / Step];
        for (var i = 0; i < steps.Length; i++)
        {
            for (var place = Math.Max(1, i * Step); place < (i + 1) * Step; place++)
            {
                steps[i] += Math.Pow(samples[place] - (Preemphasis * samples[place - 1]), 2);
            }
        }

        double[] powers = [.. Enumerable.Range(0, steps.Length - FrameSteps + 1).Select(i => steps.AsSpan(i, FrameSteps).ToArray().Sum())];
        var least = powers.Max() * Range;
        var (first, last) = (Array.IndexOf(powers, powers.Max()), Array.IndexOf(powers, powers.Max()));
        for (var i = first; i >= 0 && first - i < Apart; i--)
        {
            first = powers[i] >= least ? i : first;
        }

        for (var i = last; i < powers.Length && i - last < Apart; i++)
        {
            last = powers[i] >= least ? i : last;
        }

        var audible = steps.Max() * StepRange;
        var (begin, end) = (first, last + FrameSteps - 1);
        while (steps[begin] < audible)
        {
            begin++;
        }

        while (steps[end] < audible)
        {
            end--;
        }

        return samples[(begin * Step)..((end + 1) * Step)].ToArray();
    }

    private static double Seconds(int samples) => (double)samples / MadeSound.SampleRate;
}
