using EmotionAI.Audio.Features;
using EmotionAI.Models;

namespace EmotionAI.Bundles;

/// <summary>Reads what front ends with Kaldi's filter bank have in common from <c>preprocessor_config.json</c>.</summary>
internal static class FilterBankReader
{
    public const string BandsKey = "num_mel_bins";

    /// <summary>Reads the sample rate and holds the class of the front end against the one of the architecture.</summary>
    public static int Read(AudioSource source, string type)
    {
        source.FrontEnd.Require(WaveformReader.TypeKey, type);
        return WaveformReader.ReadRate(source);
    }

    /// <summary>Refuses more bands than can be computed.</summary>
    /// <returns>Whether nothing was refused so far.</returns>
    public static bool Check(AudioSource source, int rate, int bands)
    {
        if (source.IsSound)
        {
            var size = new KaldiFbankOptions { SampleRate = rate }.FftSize;
            if (FeatureBounds.MelWeightsOf(bands, size) > FeatureBounds.MelWeights)
            {
                source.FrontEnd.Error(BandsKey, Invariant($"{bands} bands × {(size / 2) + 1} bins"), $"at most {FeatureBounds.MelWeights} weights, bands × bins");
            }
        }

        return source.IsSound;
    }
}
