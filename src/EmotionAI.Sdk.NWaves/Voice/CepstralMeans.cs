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
            FilterBankSize = Bands,
            HighFrequency = SampleRate / 2,
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
}
