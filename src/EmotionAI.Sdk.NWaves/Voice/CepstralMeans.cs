using NWaves.FeatureExtractors;
using NWaves.FeatureExtractors.Options;
using NWaves.Windows;

namespace EmotionAI.Audio.Voice;

/// <summary>Averages the mel-frequency cepstral coefficients of NWaves.</summary>
internal static class CepstralMeans
{
    /// <summary>The number of coefficients, the energy among them.</summary>
    public const int Count = 13;

    private const int SampleRate = 16_000;
    private const int FftSize = 512;
    private const int Bands = 26;
    private const float LogFloor = 1e-10f;

    /// <param name="samples">The samples at 16 kHz, one frame long or more.</param>
    /// <param name="frames">The frames to average, one or more.</param>
    public static double[] Of(float[] samples, IReadOnlyList<int> frames)
    {
        var extractor = new MfccExtractor(new MfccOptions
        {
            SamplingRate = SampleRate,
            FeatureCount = Count,
            FrameSize = LoudFrames.Length,
            HopSize = LoudFrames.Hop,
            FftSize = FftSize,
            FilterBank = FilterBank(),
            NonLinearity = NonLinearityType.LogE,
            LogFloor = LogFloor,
            Window = WindowType.Hamming,
        });
        var vectors = extractor.ComputeFrom(samples);
        var means = new double[Count];
        foreach (var frame in frames)
        {
            for (var i = 0; i < Count; i++)
            {
                means[i] += vectors[frame][i] / (double)frames.Count;
            }
        }

        return means;
    }

    /// <summary>Draws triangles whose corners are equally far from each other in mel, from 0 Hz to half the sample rate.</summary>
    private static float[][] FilterBank()
    {
        double[] corners = [.. Enumerable.Range(0, Bands + 2).Select(i => Frequency(i * Mel(SampleRate / 2.0) / (Bands + 1)))];
        return [.. Enumerable.Range(0, Bands).Select(band => Enumerable.Range(0, (FftSize / 2) + 1).Select(bin => Weight((double)bin * SampleRate / FftSize, corners.AsSpan(band, 3))).ToArray())];
    }

    private static float Weight(double frequency, ReadOnlySpan<double> corners) =>
        (float)Math.Max(0, Math.Min((frequency - corners[0]) / (corners[1] - corners[0]), (corners[2] - frequency) / (corners[2] - corners[1])));

    private static double Mel(double frequency) => 1127 * Math.Log(1 + (frequency / 700));

    private static double Frequency(double mel) => 700 * (Math.Exp(mel / 1127) - 1);
}
