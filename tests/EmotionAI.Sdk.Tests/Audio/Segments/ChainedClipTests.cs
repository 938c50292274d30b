using EmotionAI.Audio;
using EmotionAI.Mocks;

namespace EmotionAI.Tests.Audio.Segments;

/// <summary>Chains recordings with silence between, and looks for the silence.</summary>
public sealed class ChainedClipTests
{
    private const string Folder = "data/audio/ravdess";
    private const double Edge = 0.15;

    /// <summary>Two edges in 20 may be that of words that begin or end in a whisper.</summary>
    private const int MostBeyond = 2;
    private const double Worst = 0.6;
    private const int Step = 160;
    private const int Frame = 10 * Step;

    /// <summary>Speech begins and ends with 100 ms that are at most 20 dB below the loudest, without the thumps below it: an own measure, not that of the library.</summary>
    private const double Range = 1e-2;
    private const float Preemphasis = 0.97f;

    /// <summary>What comes 0.4 s before or behind is a breath or a chair.</summary>
    private const int Apart = 40;

    public static TheoryData<string, float> Chains
    {
        get
        {
            var chains = new TheoryData<string, float>();
            foreach (var actor in (ReadOnlySpan<string>)["01", "02", "07", "12", "15", "24"])
            {
                chains.Add(actor, 0);
                chains.Add(actor, 0.0003f);
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
            var start = parts.Sum(part => part.Length) + spoken.Length;
            parts.Add(spoken);
            parts.Add(MadeSound.Noise(1 + random.NextDouble(), noise, parts.Count));
            truth.Add((Seconds(start), Seconds(start + parts[^1].Length)));
        }

        var silences = Silences(await mock.ClassifySegmentsAsync(MadeSound.Clip(parts)).ToListAsync());

        var worst = truth.Select(gap => (gap, found: silences.MinBy(silence => Math.Abs(silence.Start - gap.Start)))).ToList();
        double[] errors = [.. worst.SelectMany(pair => new[] { Math.Abs(pair.gap.Start - pair.found.Start), Math.Abs(pair.gap.End - pair.found.End) })];
        Assert.True(
            errors.Count(error => error > Edge) <= MostBeyond && errors.Max() <= Worst,
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
        var powers = new double[(samples.Length - Frame) / Step];
        for (var i = 0; i < powers.Length; i++)
        {
            for (var place = (i * Step) + 1; place < (i * Step) + Frame; place++)
            {
                powers[i] += Math.Pow(samples[place] - (Preemphasis * samples[place - 1]), 2);
            }
        }

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

        return samples[(first * Step)..((last * Step) + Frame)].ToArray();
    }

    private static double Seconds(int samples) => (double)samples / MadeSound.SampleRate;
}
