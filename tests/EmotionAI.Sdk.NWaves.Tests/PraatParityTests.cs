using System.Globalization;
using EmotionAI.Audio;

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

    /// <summary>In dB: on the mean of these clips Praat is half a dB higher.</summary>
    private const double NoiseTolerance = 1.1;

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

    private static VoiceDescriptors Measure(string clip) => VoiceDescriptors.Measure(AudioDecoder.Decode(Goldens.Path("data", "audio", "emodb", clip)));
}
