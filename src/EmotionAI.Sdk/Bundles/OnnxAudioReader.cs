using EmotionAI.Audio;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;
using EmotionAI.Models;

namespace EmotionAI.Bundles;

/// <summary>Reads and checks a speech model in ONNX form with the features of Whisper.</summary>
internal sealed class OnnxAudioReader
{
    private readonly BundleLayout _layout;
    private readonly EmotionLimits _limits;
    private readonly BundleProblems _problems;
    private readonly string _path;

    private OnnxAudioReader(BundleLayout layout, EmotionLimits limits, BundleProblems problems)
    {
        _layout = layout;
        _limits = limits;
        _problems = problems;
        _path = layout.OnnxPath!;
    }

    /// <summary>Reads a folder.</summary>
    /// <returns>The model; null where there was a problem, which was added.</returns>
    public static AudioModel? Read(BundleLayout layout, EmotionLimits limits, InferenceSettings settings, string modelId, BundleProblems problems) =>
        new OnnxAudioReader(layout, limits, problems).Read(settings, modelId);

    private AudioModel? Read(InferenceSettings settings, string modelId)
    {
        OnnxFiles.WarnOfIgnored([.. _layout.OnnxPaths.Skip(1)], _path, _layout, _problems);
        var options = WhisperFeaturesReader.Read(_layout.ModelDirectory, _limits, _problems);
        var model = OnnxSignature.Open(_path, _limits, _problems);
        var outputs = model is null ? null : ReadOutput(model);
        if (model is not null && options is not null)
        {
            CheckInput(model, options);
            settings.CheckSampleRate(options.SampleRate, WhisperFeaturesReader.FileName, _problems);
        }

        var (own, ownPath, ownKey) = ReadOwnLabels();
        var labels = LabelsResolver.Resolve(_layout, _limits, _problems, own, ownPath, ownKey, outputs, "the second axis of the model's output");
        if (labels is null && ownKey.Length == 0 && !_layout.SettingsFiles(LabelsReader.FileName).Any())
        {
            _problems.Error(EmotionErrorCodes.FileMissing, LabelsReader.FileName, "", "nothing that names the outputs", "labels.json, or config.json with id2label or label2id");
        }

        var rule = labels is null ? null : DecisionRuleResolver.Resolve(modelId, labels, settings, null, null, _path, 1, _problems);
        if (_problems.HasErrors)
        {
            return null;
        }

        var path = Path.GetFullPath(_path);
        var count = labels!.Count;
        return new AudioModel
        {
            Features = new LogMelSpectrogram(options!),
            MaxSamples = options!.ChunkLength,
            Rule = rule!,
            Network = new OnnxFileNetwork("whisper", path, [new(model!.Inputs[0].Name, InputRole.Values, OnnxElementType.Float)], model.Outputs[0].Name, count),
        };
    }

    private int? ReadOutput(OnnxModelFile model)
    {
        if (model.Outputs is [{ ElementType: OnnxElementType.Float, Shape: [{ Size: null or 1 }, { Size: > 0 and <= int.MaxValue and var labels }] }])
        {
            return (int)labels;
        }

        _problems.Error(BundleProblemCodes.ModelSignature, _path, "outputs", OnnxSignature.Describe(model.Outputs), "one output of float32 [batch, labels], batch free or 1");
        return null;
    }

    private void CheckInput(OnnxModelFile model, LogMelOptions options)
    {
        var frames = options.Frames;
        if (model.Inputs is not [{ ElementType: OnnxElementType.Float, Shape: [var batch, var bands, var length] }]
            || batch.Size is not (null or 1) || (bands.Size ?? options.MelBands) != options.MelBands || (length.Size ?? frames) != frames)
        {
            _problems.Error(BundleProblemCodes.ModelSignature, _path, "inputs", OnnxSignature.Describe(model.Inputs), Invariant($"one input of float32 [batch, {options.MelBands}, {frames}], as '{WhisperFeaturesReader.FileName}' says, batch free or 1"));
        }
    }

    private (string[]? Labels, string Path, string Key) ReadOwnLabels()
    {
        var path = Path.Combine(_layout.ModelDirectory, HuggingFaceConfig.FileName);
        if (!File.Exists(path) || HuggingFaceConfig.Read(_layout.ModelDirectory, _limits, _problems) is not { } config)
        {
            return (null, path, "");
        }

        var labels = LabelsReader.ReadConfig(config, _problems, out var key);
        return (labels, path, key);
    }
}
