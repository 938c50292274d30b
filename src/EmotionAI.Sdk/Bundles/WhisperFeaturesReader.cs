using System.Text.Json;
using EmotionAI.Audio;
using EmotionAI.Audio.Features;

namespace EmotionAI.Bundles;

/// <summary>Reads <c>preprocessor_config.json</c> of a <c>WhisperFeatureExtractor</c>.</summary>
internal static class WhisperFeaturesReader
{
    public const string FileName = "preprocessor_config.json";

    private const string SupportedType = "WhisperFeatureExtractor";
    private const int DefaultSampleRate = 16_000;
    private const int DefaultMelBands = 80;
    private const int DefaultFftSize = 400;
    private const int DefaultHopLength = 160;
    private const int DefaultChunkSeconds = 30;
    private const int LongestChunkSeconds = 600;

    /// <summary>Reads the settings.</summary>
    /// <returns>The settings; null where there was a problem, which was added.</returns>
    public static LogMelOptions? Read(string directory, EmotionLimits limits, BundleProblems problems)
    {
        var path = Path.Combine(directory, FileName);
        if (problems.Try(path, () => (object)JsonFile.Read(path, limits)) is not JsonElement root)
        {
            return null;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, path, "", JsonFile.Describe(root), "an object");
            return null;
        }

        var type = root.TryGetProperty("feature_extractor_type", out var value) ? JsonFile.Text(value) : null;
        if (type != SupportedType)
        {
            problems.Error(BundleProblemCodes.ModelTypeUnsupported, path, "feature_extractor_type", type is null ? "nothing" : $"'{type}'", SupportedType);
            return null;
        }

        return ReadSizes(root, path, limits, problems);
    }

    /// <summary>Holds the sizes against one another: each of them may be in range and all of them together ask for too much.</summary>
    /// <returns>The settings; null where there was a problem, which was added.</returns>
    public static LogMelOptions? Check(string path, BundleProblems problems, LogMelOptions options)
    {
        var (frames, fits) = (options.Frames, true);
        if (!FeatureBounds.IsFftSize(options.FftSize))
        {
            Refuse("n_fft", Invariant($"{options.FftSize}"), FeatureBounds.FftSizeAllowed);
        }

        if (options.FftSize > options.ChunkLength)
        {
            Refuse("n_fft", Invariant($"{options.FftSize}"), Invariant($"at most the {options.ChunkLength} samples of chunk_length × sampling_rate"));
        }
        else if (frames < 1)
        {
            Refuse("hop_length", Invariant($"{options.HopLength}"), Invariant($"less than the {options.ChunkLength} samples of chunk_length × sampling_rate, so that there is a frame"));
        }

        if (FeatureBounds.MelWeightsOf(options.MelBands, options.FftSize) > FeatureBounds.MelWeights)
        {
            Refuse("feature_size", Invariant($"{options.MelBands} bands × {(options.FftSize / 2) + 1} bins"), $"at most {FeatureBounds.MelWeights} weights, bands × bins (n_fft / 2 + 1)");
        }

        if ((long)frames * options.MelBands > FeatureBounds.ChunkValues)
        {
            Refuse("chunk_length", Invariant($"{frames} frames × {options.MelBands} bands"), $"at most {FeatureBounds.ChunkValues} values, frames (chunk_length × sampling_rate / hop_length) × feature_size");
        }

        return fits ? options : null;

        void Refuse(string key, string found, string allowed)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, path, key, found, allowed);
            fits = false;
        }
    }

    private static LogMelOptions? ReadSizes(JsonElement root, string path, EmotionLimits limits, BundleProblems problems)
    {
        var sampleRate = Read(root, path, "sampling_rate", DefaultSampleRate, 1_000, limits.AudioSampleRate, problems);
        var bands = Read(root, path, "feature_size", DefaultMelBands, 1, 512, problems);
        var fftSize = Read(root, path, "n_fft", DefaultFftSize, 16, 16_384, problems);
        var hop = Read(root, path, "hop_length", DefaultHopLength, 1, 16_384, problems);
        var seconds = Read(root, path, "chunk_length", DefaultChunkSeconds, 1, LongestChunkSeconds, problems);
        if (sampleRate is null || bands is null || fftSize is null || hop is null || seconds is null)
        {
            return null;
        }

        if ((long)seconds.Value * sampleRate.Value > FeatureBounds.ChunkLength)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, path, "chunk_length", Invariant($"{seconds} s at {sampleRate} Hz"), $"at most {FeatureBounds.ChunkLength} samples, chunk_length × sampling_rate");
            return null;
        }

        return Check(path, problems, new LogMelOptions
        {
            SampleRate = sampleRate.Value,
            MelBands = bands.Value,
            FftSize = fftSize.Value,
            HopLength = hop.Value,
            ChunkLength = seconds.Value * sampleRate.Value,
        });
    }

    private static int? Read(JsonElement root, string path, string key, int byDefault, int least, int most, BundleProblems problems)
    {
        if (!root.TryGetProperty(key, out var value))
        {
            return byDefault;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        problems.Error(BundleProblemCodes.ValueInvalid, path, key, JsonFile.Describe(value), Invariant($"a whole number from {least} to {most}"));
        return null;
    }
}
