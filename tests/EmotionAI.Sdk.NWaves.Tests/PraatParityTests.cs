using System.Globalization;
using EmotionAI.Audio;
using EmotionAI.Audio.Voice;

namespace EmotionAI.Tests.Voice;

/// <summary>Compares with Praat 6.3.07 on German actors: <c>eng/make-praat-figures.py</c> made the figures.</summary>
public sealed class PraatParityTests
{
    /// <summary>A share of the pitch.</summary>
    private const double PitchTolerance = 0.005;

    /// <summary>A share of the pitch that few frames have: one frame more shifts it.</summary>
    private const double EdgeTolerance = 0.02;

    /// <summary>Frames at the edge of a voiced stretch, of all.</summary>
    private const double VoicedTolerance = 0.02;

    /// <summary>A share of the figure.</summary>
    private const double PerturbationTolerance = 0.1;

    /// <summary>In dB: the frames of Praat's harmonicity lie between those of its pitch, and it has none for some of them.</summary>
    private const double NoiseTolerance = 1.1;

    /// <summary>In dB, where some of the sound repeats: below, single samples decide.</summary>
    private const double LeastPraat = 5;

    /// <summary>In dB, on the median of the moments.</summary>
    private const double MomentTolerance = 0.1;

    /// <summary>In dB, on all but a tenth of them: where the period is about the longest one, the edge of the search decides.</summary>
    private const double MostMomentTolerance = 0.8;

    public static TheoryData<string, double[]> Clips
    {
        get
        {
            var clips = new TheoryData<string, double[]>();
            foreach (var cells in File.ReadLines(Goldens.Path("golden", "audio", "voice", "praat.tsv")).Skip(1).Select(line => line.Split('\t')))
            {
                clips.Add(cells[0], [.. cells.Skip(1).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);
            }

            return clips;
        }
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public void Measure_Clip_GivesThePitchOfPraat(string clip, double[] praat)
    {
        var voice = Measure(clip);

        Assert.Equal(praat[0], voice.PitchMedian!.Value, PitchTolerance * praat[0]);
        Assert.Equal(praat[1], voice.PitchLow!.Value, EdgeTolerance * praat[1]);
        Assert.Equal(praat[2], voice.PitchHigh!.Value, EdgeTolerance * praat[2]);
        Assert.Equal(praat[3] / praat[4], voice.VoicedShare!.Value, VoicedTolerance);
    }

    [Theory]
    [MemberData(nameof(Clips))]
    public void Measure_Clip_GivesThePerturbationAndNoiseOfPraat(string clip, double[] praat)
    {
        var voice = Measure(clip);

        Assert.Equal(praat[5], voice.Jitter!.Value, PerturbationTolerance * praat[5]);
        Assert.Equal(praat[6], voice.Shimmer!.Value, PerturbationTolerance * praat[6]);
        Assert.Equal(praat[7], voice.HarmonicsToNoise!.Value, NoiseTolerance);
    }

    [Fact]
    public void HarmonicsToNoise_AtTheMomentsOfPraat_IsPraats()
    {
        double[] samples = [.. AudioDecoder.Decode(Goldens.Path("data", "audio", "emodb", "10b03Tb.flac")).Samples.ToArray()];
        var praat = File.ReadLines(Goldens.Path("golden", "audio", "voice", "praat-harmonicity-10b03Tb.tsv")).Skip(1)
            .Select(line => line.Split('\t').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .Where(frame => frame[1] > LeastPraat && frame[0] * 16_000 is > 400 && (frame[0] * 16_000) < samples.Length - 400);

        double[] differences = [.. praat.Select(frame => HarmonicsToNoise.At(samples, (int)Math.Round((frame[0] * 16_000) - 0.5)) - frame[1]).Order()];

        Assert.InRange(differences.Length, 60, 200);
        Assert.InRange(differences[differences.Length / 2], -MomentTolerance, MomentTolerance);
        Assert.InRange(differences.Count(difference => Math.Abs(difference) > MostMomentTolerance), 0, differences.Length / 10);
    }

    private static VoiceDescriptors Measure(string clip) => VoiceDescriptors.Measure(AudioDecoder.Decode(Goldens.Path("data", "audio", "emodb", clip)));
}
