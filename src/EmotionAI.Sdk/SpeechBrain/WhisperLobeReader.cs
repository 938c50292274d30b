using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionAI.Audio;
using EmotionAI.Audio.Features;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints;
using EmotionAI.Models;
using EmotionAI.Models.Whisper;

namespace EmotionAI.SpeechBrain;

/// <summary>Reads the encoder of a Whisper lobe and its front end, from the files of transformers or from the shapes of the tensors.</summary>
/// <remarks>What shapes do not tell is what every published Whisper has: heads of 64 values, and a frame of features for 160 samples.</remarks>
/// <param name="folder">The folder.</param>
/// <param name="weights">The tensors of the encoder; null where they cannot be read.</param>
internal sealed class WhisperLobeReader(LobeFolder folder, StateDictionary? weights, EmotionLimits limits, BundleProblems problems)
{
    private const string ModelType = "whisper";
    private const string FirstTensor = "encoder.conv1.weight";
    private const string DefaultPrefix = "model.encoder.";
    private const int HeadSize = 64;
    private const int HopLength = 160;
    private const int MostLayers = 1_000;

    /// <summary>Reads them; problems are added.</summary>
    /// <returns>Encoder and features, null where there was a problem, and the file with the settings.</returns>
    public (WhisperEncoder? Encoder, LogMelOptions? Features, string Path) Read()
    {
        CheckFolder();
        var config = folder.ConfigDirectory is { } directory ? HuggingFaceConfig.Read(directory, limits, problems) : weights is null ? null : InferConfig(weights);
        if (config is null)
        {
            return default;
        }

        if (config.Text(ModelTypes.Key) != ModelType)
        {
            problems.Error(BundleProblemCodes.ModelTypeUnsupported, config.Path, ModelTypes.Key, $"'{config.Text(ModelTypes.Key)}'", $"{ModelType} in a Whisper lobe of SpeechBrain");
            return default;
        }

        var encoder = WhisperArchitecture.ReadEncoder(new ModelSource(config, folder.Head.Outputs, problems), PrefixOf(weights));
        return encoder is null ? default : (encoder with { SumsLayers = false }, ReadFeatures(encoder), config.Path);
    }

    private static string PrefixOf(StateDictionary? tensors)
    {
        var name = tensors?.Tensors.Select(tensor => tensor.Name).FirstOrDefault(name => name.EndsWith(FirstTensor, StringComparison.Ordinal));
        return name is null ? DefaultPrefix : $"{name[..^FirstTensor.Length]}encoder.";
    }

    private void CheckFolder()
    {
        if (folder.Frames is not null)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, "avg_pool", "Pooling1d, an answer for every frame", "StatisticsPooling or AdaptivePool: the frames of Whisper reach beyond the clip");
        }

        if (folder.RemovesMean)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, "input_norm", "InputNormalization of the samples", "none: Whisper reads them as they are");
        }

        if (folder.Lobe.SampleRate != folder.SampleRate)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, "sampling_rate", Invariant($"{folder.Lobe.SampleRate}"), Invariant($"{folder.SampleRate}, the sample_rate"));
        }
    }

    private LogMelOptions? ReadFeatures(WhisperEncoder encoder)
    {
        var path = Path.Combine(folder.ConfigDirectory ?? folder.Directory, WhisperFeaturesReader.FileName);
        if (folder.ConfigDirectory is null || !File.Exists(path))
        {
            return AssumeFeatures(encoder, path);
        }

        if (WhisperFeaturesReader.Read(folder.ConfigDirectory, limits, problems) is not { } features || HuggingFaceConfig.Read(folder.ConfigDirectory, limits, problems, WhisperFeaturesReader.FileName) is not { } config)
        {
            return null;
        }

        var frontEnd = new ModelSource(config, 0, problems);
        if (features.SampleRate != folder.SampleRate)
        {
            frontEnd.Error("sampling_rate", Invariant($"{features.SampleRate}"), Invariant($"{folder.SampleRate}, as '{Path.GetFileName(folder.HyperParametersPath)}' says"));
        }

        return WhisperArchitecture.Agree(frontEnd, encoder, features) ? features : null;
    }

    private LogMelOptions? AssumeFeatures(WhisperEncoder encoder, string path)
    {
        var samples = 2L * HopLength * encoder.Positions;
        if (samples > FeatureBounds.ChunkLength)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, path, "chunk_length", Invariant($"{samples} samples for {encoder.Positions} positions"), $"at most {FeatureBounds.ChunkLength} samples");
            return null;
        }

        if (folder.ConfigDirectory is not null)
        {
            problems.Warning(EmotionErrorCodes.FileMissing, path, "feature_extractor_type", "no such file", Invariant($"{encoder.MelBands} bands of frames of 400 samples, {HopLength} apart, are taken; put the file of the encoder there where it says another"));
        }

        return WhisperFeaturesReader.Check(path, problems, new LogMelOptions { SampleRate = folder.SampleRate, MelBands = encoder.MelBands, HopLength = HopLength, ChunkLength = (int)samples });
    }

    /// <summary>Makes the settings of the shapes of the tensors, and tells so.</summary>
    private HuggingFaceConfig? InferConfig(StateDictionary tensors)
    {
        var prefix = PrefixOf(tensors);
        var first = Shape("conv1.weight", 3);
        var positions = Shape("embed_positions.weight", 2);
        var inner = Shape("layers.0.fc1.weight", 2);
        if (first is null || positions is null || inner is null || first[0] % HeadSize != 0 || positions[0] > int.MaxValue / (2 * HopLength))
        {
            problems.Error(EmotionErrorCodes.FileMissing, folder.EncoderPath, EncoderConfig.FileName, "no config.json of the encoder, and tensors whose shapes do not tell one", "encoder-config/config.json beside hyperparams.yaml, named as the source of the lobe");
            return null;
        }

        var layers = 0;
        while (layers < MostLayers && Shape(Invariant($"layers.{layers}.fc1.weight"), 2) is not null)
        {
            layers++;
        }

        var config = new JsonObject
        {
            [ModelTypes.Key] = ModelType,
            ["d_model"] = first[0],
            ["num_mel_bins"] = first[1],
            ["encoder_attention_heads"] = first[0] / HeadSize,
            ["encoder_ffn_dim"] = inner[0],
            ["encoder_layers"] = layers,
            ["max_source_positions"] = positions[0],
        };
        problems.Warning(EmotionErrorCodes.FileMissing, folder.EncoderPath, EncoderConfig.FileName, "no config.json of the encoder", Invariant($"{ModelType} is taken from the shapes: width {first[0]}, {layers} layers of {first[0] / HeadSize} heads, {first[1]} mel bands, {2L * HopLength * positions[0] / folder.SampleRate} s; put the encoder's config.json and {WhisperFeaturesReader.FileName} into encoder-config/ and name that as the source where it is another"));
        return new HuggingFaceConfig(JsonDocument.Parse(config.ToJsonString()).RootElement, folder.EncoderPath, problems);

        long[]? Shape(string name, int rank) => tensors.TryGet(prefix + name, out var tensor) && tensor.Shape.Length == rank && Array.TrueForAll(tensor.Shape, size => size > 0) ? tensor.Shape : null;
    }
}
