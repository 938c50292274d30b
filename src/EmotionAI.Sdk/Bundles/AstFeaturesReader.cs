using EmotionAI.Audio.Features;
using EmotionAI.Models;

namespace EmotionAI.Bundles;

/// <summary>Reads <c>preprocessor_config.json</c> of an <c>ASTFeatureExtractor</c>.</summary>
internal static class AstFeaturesReader
{
    private const string FramesKey = "max_length";
    private const string DeviationKey = "std";

    /// <summary>Reads the settings.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="frames">The number of frames that the encoder reads.</param>
    /// <param name="bands">The number of bands that the encoder reads.</param>
    /// <returns>The front end; null where there was a problem, which was added.</returns>
    public static AstFeatures? Read(AudioSource source, int frames, int bands)
    {
        var settings = source.FrontEnd;
        var byDefault = new AstFeatureOptions();
        var rate = FilterBankReader.Read(source, "ASTFeatureExtractor");
        Agree(settings, FramesKey, byDefault.Frames, frames);
        Agree(settings, FilterBankReader.BandsKey, byDefault.MelBands, bands);
        if ((long)frames * bands > FeatureBounds.ChunkValues)
        {
            settings.Error(FramesKey, Invariant($"{frames} frames × {bands} bands"), $"at most {FeatureBounds.ChunkValues} values, frames × {FilterBankReader.BandsKey}");
        }

        var options = new AstFeatureOptions
        {
            SampleRate = rate,
            Frames = frames,
            MelBands = bands,
            Normalizes = settings.Truth("do_normalize", byDefault.Normalizes),
            Mean = settings.Number("mean", byDefault.Mean),
            Deviation = settings.Number(DeviationKey, byDefault.Deviation),
        };
        if (settings.IsSound && options.Deviation <= 0)
        {
            settings.Error(DeviationKey, Invariant($"{options.Deviation}"), "a number above 0");
        }

        return FilterBankReader.Check(source, rate, bands) ? new AstFeatures(options) : null;
    }

    private static void Agree(ModelSource settings, string key, int byDefault, int encoder)
    {
        if (settings.Size(key, byDefault) is var size && settings.IsSound && size != encoder)
        {
            settings.Error(key, Invariant($"{size}"), Invariant($"{encoder}, the {key} of {HuggingFaceConfig.FileName}"));
        }
    }
}
