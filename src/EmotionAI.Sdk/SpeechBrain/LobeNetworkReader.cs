using EmotionAI.Audio;
using EmotionAI.Audio.Features;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints;
using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Models.SpeechBrain;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.SpeechBrain;

/// <summary>Reads and checks the network of a <see cref="LobeFolder"/>: the encoder's settings or what its tensors tell of them, front end, weights.</summary>
internal sealed class LobeNetworkReader(LobeFolder folder, EmotionLimits limits, BundleProblems problems)
{
    private const string FrontEndFile = HuggingFaceAudioReader.FrontEndFile;

    /// <summary>What every encoder has; its name begins with the prefix of all of them.</summary>
    private const string FirstTensor = "feature_extractor.conv_layers.0.conv.weight";

    private const string DefaultPrefix = "model.";

    /// <summary>Reads the network; problems are added.</summary>
    public SpeechBrainNetwork Read()
    {
        var parts = new TorchParts(limits, problems).Open((LobeNetwork.PartName, folder.EncoderPath), (LobeHead.PartName, folder.HeadPath));
        var files = new WeightFiles(parts);
        var weights = parts.GetValueOrDefault(LobeNetwork.PartName);
        var prefix = PrefixOf(weights);
        IHead head = folder.Frames is { } window ? new LobeFrameHead(window, folder.Head, folder.HeadName) : new LobeHead(folder.Pooling!, folder.Head, folder.HeadName);
        var config = ReadConfig(weights, prefix);
        var modelType = config?.Text(ModelTypes.Key) ?? folder.Lobe.ModelType;
        var encoder = config is null ? null : ReadEncoder(config, prefix);
        var features = ReadFeatures();
        if (encoder is null || weights is null)
        {
            return new(modelType, features, 1, files, null, head);
        }

        var network = new LobeNetwork(encoder, folder.Lobe.NormalizesOutput);
        CheckWidths(encoder);
        NetworkCheck.Check(config!.Path, network, head, files, problems);
        return new(modelType, features, MinSamples(encoder), files, network, head) { LongestSamples = encoder.LongestSamples, Frames = FramesOf(encoder, head) };
    }

    private static string PrefixOf(StateDictionary? weights)
    {
        var name = weights?.Tensors.Select(tensor => tensor.Name).FirstOrDefault(name => name.EndsWith(FirstTensor, StringComparison.Ordinal));
        return name is null ? DefaultPrefix : name[..^FirstTensor.Length];
    }

    private HuggingFaceConfig? ReadConfig(StateDictionary? weights, string prefix) => folder.ConfigDirectory is { } directory
        ? HuggingFaceConfig.Read(directory, limits, problems)
        : weights is null ? null : new InferredConfig(weights, prefix, folder.EncoderPath, problems).Read(folder.Lobe.ModelType);

    private SpeechEncoder? ReadEncoder(HuggingFaceConfig config, string prefix)
    {
        if (ModelTypes.Find(Architectures.Audio, config, problems) is not { } architecture)
        {
            return null;
        }

        if (architecture is not ISpeechArchitecture speech)
        {
            problems.Error(BundleProblemCodes.ModelTypeUnsupported, config.Path, ModelTypes.Key, $"'{config.Text(ModelTypes.Key)}'", $"{string.Join(", ", Architectures.Audio.OfType<ISpeechArchitecture>().ModelTypes())} in a lobe of SpeechBrain");
            return null;
        }

        var encoder = speech.ReadEncoder(new ModelSource(config, folder.Head.Outputs, problems), prefix);
        return encoder is null ? null : encoder with { SumsLayers = false };
    }

    /// <summary>Reads whether the samples are normalized: the front end of the encoder says it, else they are.</summary>
    private WaveformNormalization ReadFeatures()
    {
        var normalizes = true;
        var path = folder.ConfigDirectory is null ? null : Path.Combine(folder.ConfigDirectory, FrontEndFile);
        if (path is not null && File.Exists(path) && HuggingFaceConfig.Read(folder.ConfigDirectory!, limits, problems, FrontEndFile) is { } config)
        {
            var settings = new ModelSource(config, 0, problems);
            normalizes = settings.Truth("do_normalize", true);
            if (settings.Size("sampling_rate", folder.SampleRate) is var rate && rate != folder.SampleRate && settings.IsSound)
            {
                settings.Error("sampling_rate", Invariant($"{rate}"), Invariant($"{folder.SampleRate}, as '{Path.GetFileName(folder.HyperParametersPath)}' says"));
            }
        }
        else if (path is not null)
        {
            problems.Warning(EmotionErrorCodes.FileMissing, path, "do_normalize", "no such file", "true is taken: the samples are normalized; put the file of the encoder there");
        }

        return new WaveformNormalization(folder.SampleRate, normalizes ? WaveformNormalization.SpeechBrainEpsilon : null, folder.RemovesMean);
    }

    /// <summary>Says how every frame is answered; SpeechBrain takes a frame of the encoder for 20 ms, as it is with the strides of wav2vec 2.0 and 16 kHz.</summary>
    private FrameLevel? FramesOf(SpeechEncoder encoder, IHead head)
    {
        if (head is not LobeFrameHead frames)
        {
            return null;
        }

        var frame = TimeSpan.FromSeconds((double)encoder.Convolutions.SamplesOf(2) - encoder.Convolutions.SamplesOf(1)) / folder.SampleRate;
        return new(frames with { GivesFrames = true }, samples => frames.Window.CountOf(encoder.Convolutions.FramesOf(samples)), frames.Window.Stride * frame, frames.Window.Length * frame);
    }

    private void CheckWidths(SpeechEncoder encoder)
    {
        var factor = folder.Pooling?.Factor ?? 1;
        var pooled = (long)encoder.HiddenSize * factor;
        if (pooled != folder.Head.Inputs)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, "output_mlp.input_size", Invariant($"{folder.Head.Inputs}"), Invariant($"{pooled}: {factor} × {encoder.HiddenSize}, the width of the encoder"));
        }
    }

    /// <summary>Gives the samples of the fewest frames that the layers take; a deviation takes two.</summary>
    private int MinSamples(SpeechEncoder encoder) =>
        (int)Math.Min(encoder.Convolutions.SamplesOf(Math.Max(encoder.Body.FewestFrames, folder.Pooling is { Deviation: true } ? 2 : 1)), FeatureBounds.ShortestInput);
}
