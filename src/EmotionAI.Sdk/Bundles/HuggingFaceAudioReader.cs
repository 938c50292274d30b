using EmotionAI.Audio;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Graphs;
using EmotionAI.Models;

namespace EmotionAI.Bundles;

/// <summary>Reads and checks a Hugging Face speech classifier: configuration, front end, labels, weights.</summary>
internal sealed class HuggingFaceAudioReader
{
    /// <summary>The file with the settings of the front end.</summary>
    public const string FrontEndFile = WhisperFeaturesReader.FileName;

    private readonly BundleLayout _layout;
    private readonly EmotionLimits _limits;
    private readonly BundleProblems _problems;

    private HuggingFaceAudioReader(BundleLayout layout, EmotionLimits limits, BundleProblems problems)
    {
        _layout = layout;
        _limits = limits;
        _problems = problems;
    }

    /// <summary>Tells whether a folder is one of speech with weights: its architecture is, or it has a front end and no ONNX model, and is of no architecture for text.</summary>
    public static bool Claims(BundleLayout layout, EmotionLimits limits)
    {
        var hasWeights = CheckpointFolder.Find(layout.ModelDirectory) is not null;
        if (layout.Kind != BundleKind.HuggingFaceText && !(layout.Kind == BundleKind.OnnxAudio && hasWeights))
        {
            return false;
        }

        var config = File.Exists(Path.Combine(layout.ModelDirectory, HuggingFaceConfig.FileName)) ? HuggingFaceConfig.Read(layout.ModelDirectory, limits, new BundleProblems(layout.Directory)) : null;
        var modelType = config?.Text(ModelTypes.Key);
        return layout.OnnxPath is null
            ? Architectures.Audio.Find(modelType) is not null || (File.Exists(Path.Combine(layout.ModelDirectory, FrontEndFile)) && Architectures.Text.Find(modelType) is null)
            : hasWeights && Architectures.Audio.Find(modelType) is not null;
    }

    /// <summary>Reads a folder.</summary>
    /// <returns>The model; null where there was a problem, which was added.</returns>
    public static AudioModel? Read(BundleLayout layout, EmotionLimits limits, InferenceSettings settings, string modelId, BundleProblems problems) =>
        new HuggingFaceAudioReader(layout, limits, problems).Read(settings, modelId);

    private AudioModel? Read(InferenceSettings settings, string modelId)
    {
        var config = HuggingFaceConfig.Read(_layout.ModelDirectory, _limits, _problems);
        var architecture = config is null ? null : ModelTypes.Find(Architectures.Audio, config, _problems);
        if (config is not null && architecture is null)
        {
            return null;
        }

        if (CheckpointFolder.Find(_layout.ModelDirectory) is { } path)
        {
            OnnxFiles.WarnOfIgnored(_layout.OnnxPaths, path, _layout, _problems);
        }

        var frontEnd = HuggingFaceConfig.Read(_layout.ModelDirectory, _limits, _problems, FrontEndFile);
        var weights = _problems.Try(_layout.ModelDirectory, () => CheckpointFolder.Open(_layout.ModelDirectory, _limits));
        var model = config is null ? null : Read(settings, modelId, config, frontEnd, architecture!, weights);
        if (model is null)
        {
            weights?.Dispose();
        }

        return model;
    }

    private AudioModel? Read(InferenceSettings settings, string modelId, HuggingFaceConfig config, HuggingFaceConfig? frontEnd, IAudioArchitecture architecture, StateDictionary? weights)
    {
        var files = weights is null ? null : new WeightFiles(weights, architecture.Info.Prefix);
        var headWeight = architecture.Info.FindHead(files);
        var outputs = files is not null && files.TryFind("", headWeight, out var head) && head.Shape.Length == 2 ? (int)head.Shape[0] : (int?)null;
        var audio = new AudioSettings(_layout, _limits, _problems, config);
        var labels = audio.ReadLabels(outputs, $"rows of {headWeight}");
        var network = frontEnd is null ? null : architecture.Read(new AudioSource(
            new ModelSource(config, outputs ?? labels?.Count ?? ClassifierSettings.DefaultNumLabels, _problems),
            new ModelSource(frontEnd, 0, _problems),
            headWeight)
        {
            SampleRate = settings.SampleRate?.Value,
            Limits = _limits,
            Problems = _problems,
        });
        var byName = ArchitectureReader.Read(config, TaskNames.Audio, weights, files, headWeight, _problems);
        if (network is not null)
        {
            settings.CheckSampleRate(network.Features.SampleRate, FrontEndFile, _problems);
            if (files is not null)
            {
                NetworkCheck.Check(config.Path, network.Encoder, network.Head, files, _problems);
            }
        }

        var rule = audio.ReadRule(modelId, labels, settings, byName);
        return _problems.HasErrors ? null : new AudioModel
        {
            Features = network!.Features,
            MinSamples = network.MinSamples,
            MaxSamples = network.MaxSamples,
            Rule = rule!,
            Network = new WrittenNetwork(config.Text(ModelTypes.Key)!, files!, network.Encoder, network.Head, rule!.Labels.Count),
        };
    }
}
