using EmotionAI.Audio.Features;
using EmotionAI.Models;

namespace EmotionAI.Bundles;

/// <summary>Reads <c>preprocessor_config.json</c> of a <c>Wav2Vec2FeatureExtractor</c>.</summary>
internal static class WaveformReader
{
    public const string TypeKey = "feature_extractor_type";

    private const string SupportedType = "Wav2Vec2FeatureExtractor";
    private const string RateKey = "sampling_rate";

    /// <summary>The rate that every encoder of samples was trained with.</summary>
    private const int StandardRate = 16_000;

    private const int LowestRate = 1_000;

    /// <summary>Reads the settings.</summary>
    public static WaveformNormalization Read(AudioSource source)
    {
        var settings = source.FrontEnd;
        settings.Require(TypeKey, SupportedType);
        if (settings.Size("feature_size", 1) is var size && size != 1)
        {
            settings.Error("feature_size", Invariant($"{size}"), "1: the samples themselves");
        }

        var rate = ReadRate(source);
        return new WaveformNormalization(rate, settings.Truth("do_normalize", true) ? WaveformNormalization.TransformersEpsilon : null);
    }

    /// <summary>Reads the sample rate, of which another than the usual one must be said twice.</summary>
    public static int ReadRate(AudioSource source)
    {
        var settings = source.FrontEnd;
        var rate = settings.Size(RateKey, StandardRate);
        if (rate < LowestRate || rate > source.Limits.AudioSampleRate)
        {
            settings.Error(RateKey, Invariant($"{rate}"), Invariant($"{LowestRate} to {source.Limits.AudioSampleRate} Hz"));
        }
        else if (settings.IsSound && rate != StandardRate && source.SampleRate != rate)
        {
            settings.Error(RateKey, Invariant($"{rate}"), Invariant($"{StandardRate}, with which encoders of samples are trained; where this one really was trained with {rate} Hz, write \"sample_rate\": {rate} into inference_config.json too, and clips are resampled to that"));
        }

        return rate;
    }
}
