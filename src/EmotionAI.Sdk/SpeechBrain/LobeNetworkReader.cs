using EmotionAI.Audio;
using EmotionAI.Audio.Features;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Models.Heads;
using EmotionAI.Models.SpeechBrain;
using EmotionAI.Models.Wav2Vec2;

namespace EmotionAI.SpeechBrain;

/// <summary>Reads and checks the network of a <see cref="LobeFolder"/>: the encoder's settings or what its tensors tell of them, front end, weights.</summary>
internal sealed class LobeNetworkReader(LobeFolder folder, EmotionLimits limits, BundleProblems problems)
{
    private const string FrontEndFile = HuggingFaceAudioReader.FrontEndFile;
    private const string NormalizeKey = "do_normalize";

    /// <summary>What every encoder has; its name begins with the prefix of all of them.</summary>
    private const string FirstTensor = "feature_extractor.conv_layers.0.conv.weight";

    private const string DefaultPrefix = "model.";

    /// <summary>The weights of <c>WeightedSSLModel</c> for its layers.</summary>
    private const string LayerWeights = "weights";

    /// <summary>Reads the network; problems are added.</summary>
    public SpeechBrainNetwork Read()
    {
        Func<string, string> naming = folder.Lobe.Kind == LobeKind.Fairseq ? FairseqNames.ToTransformers : TensorNames.Normalize;
        var parts = new TorchParts(limits, problems) { Naming = naming }.Open((LobeNetwork.PartName, folder.EncoderPath), (LobeHead.PartName, folder.HeadPath));
        var files = new WeightFiles(parts);
        IHead head = folder.Frames is { } window ? new LobeFrameHead(window, folder.Head, folder.HeadName) : new LobeHead(folder.Pooling!, folder.Head, folder.HeadName);
        var weights = parts.GetValueOrDefault(LobeNetwork.PartName);
        return folder.Lobe.Kind == LobeKind.Whisper ? ReadWhisper(weights, files, head) : ReadSamples(weights, files, head);
    }

    private SpeechBrainNetwork ReadWhisper(StateDictionary? weights, WeightFiles files, IHead head)
    {
        var (encoder, features, path) = new WhisperLobeReader(folder, weights, limits, problems).Read();
        if (encoder is null || features is null || weights is null)
        {
            return new(folder.Lobe.ModelType, null, 1, files, null, head);
        }

        var network = new LobeNetwork(encoder, normalizesOutput: false);
        CheckWidths(encoder.HiddenSize);
        NetworkCheck.Check(path, network, head, files, problems);
        return new(folder.Lobe.ModelType, new LogMelSpectrogram(features), 1, files, network, head) { MaxSamples = features.ChunkLength };
    }

    private SpeechBrainNetwork ReadSamples(StateDictionary? weights, WeightFiles files, IHead head)
    {
        var name = weights?.Tensors.Select(tensor => tensor.Name).FirstOrDefault(name => name.EndsWith(FirstTensor, StringComparison.Ordinal));
        var prefix = name is null ? DefaultPrefix : name[..^FirstTensor.Length];
        var config = folder.ConfigDirectory is { } directory
            ? HuggingFaceConfig.Read(directory, limits, problems)
            : weights is null ? null : new InferredConfig(weights, prefix, folder.EncoderPath, problems).Read(folder.Lobe.ModelType, isNormalized: folder.Lobe.Kind == LobeKind.Samples);
        var modelType = config?.Text(ModelTypes.Key) ?? folder.Lobe.ModelType;
        var encoder = config is null ? null : ReadEncoder(config, prefix);
        var features = ReadFeatures(encoder);
        if (encoder is null || weights is null)
        {
            return new(modelType, features, 1, files, null, head);
        }

        var network = new LobeNetwork(encoder, folder.Lobe.NormalizesOutput);
        CheckWidths(encoder.HiddenSize);
        NetworkCheck.Check(config!.Path, network, head, files, problems);
        return new(modelType, features, MinSamples(encoder), files, network, head) { LongestSamples = encoder.LongestSamples, Frames = FramesOf(encoder, head) };
    }

    private SpeechEncoder? ReadEncoder(HuggingFaceConfig config, string prefix)
    {
        if (ModelTypes.Find(Architectures.Audio, config, problems) is not { } architecture)
        {
            return null;
        }

        if (architecture is not ISpeechArchitecture speech)
        {
            problems.Error(BundleProblemCodes.ModelTypeUnsupported, config.Path, ModelTypes.Key, $"'{config.Text(ModelTypes.Key)}'", $"{string.Join(", ", Architectures.Audio.OfType<ISpeechArchitecture>().ModelTypes())} in this lobe of SpeechBrain");
            return null;
        }

        var sum = folder.Lobe.Kind == LobeKind.WeightedLayers ? new LayerSum(LayerWeights, folder.Lobe.NormalizesLayers) : null;
        var encoder = speech.ReadEncoder(new ModelSource(config, folder.Head.Outputs, problems), prefix);
        return encoder is null ? null : encoder with { Sum = sum };
    }

    /// <summary>Reads whether the samples are normalized: the lobe says it, or the front end of the encoder, else they are.</summary>
    private WaveformNormalization ReadFeatures(SpeechEncoder? encoder)
    {
        var path = folder.ConfigDirectory is null ? null : Path.Combine(folder.ConfigDirectory, FrontEndFile);
        var isThere = File.Exists(path);
        var normalizes = isThere ? ReadFrontEnd() : true;
        if (folder.Lobe.Kind == LobeKind.Fairseq && folder.Lobe.NormalizesSamples is null)
        {
            normalizes = encoder?.Convolutions.NormalizesFrames ?? true;
            problems.Warning(BundleProblemCodes.KeyMissing, folder.HyperParametersPath, "input_norm", "nothing", Invariant($"{normalizes} is taken, as in the checkpoints that fairseq published with {(normalizes ? "layer" : "group")} norm in the convolutions; set it where the task of the checkpoint says another (normalize)"));
        }
        else if (path is not null && !isThere && folder.Lobe.NormalizesSamples is null)
        {
            problems.Warning(EmotionErrorCodes.FileMissing, path, NormalizeKey, "no such file", "true is taken: the samples are normalized; put the file of the encoder there");
        }

        return new WaveformNormalization(folder.SampleRate, folder.Lobe.NormalizesSamples ?? normalizes ? WaveformNormalization.SpeechBrainEpsilon : null, folder.RemovesMean);
    }

    private bool ReadFrontEnd()
    {
        if (HuggingFaceConfig.Read(folder.ConfigDirectory!, limits, problems, FrontEndFile) is not { } config)
        {
            return true;
        }

        var settings = new ModelSource(config, 0, problems);
        var normalizes = settings.Truth(NormalizeKey, true);
        if (settings.Size("sampling_rate", folder.SampleRate) is var rate && rate != folder.SampleRate && settings.IsSound)
        {
            settings.Error("sampling_rate", Invariant($"{rate}"), Invariant($"{folder.SampleRate}, as '{Path.GetFileName(folder.HyperParametersPath)}' says"));
        }

        return normalizes;
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

    private void CheckWidths(int hiddenSize)
    {
        var factor = folder.Pooling?.Factor ?? 1;
        var pooled = (long)hiddenSize * factor;
        if (pooled != folder.Head.Inputs)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, "output_mlp.input_size", Invariant($"{folder.Head.Inputs}"), Invariant($"{pooled}: {factor} × {hiddenSize}, the width of the encoder"));
        }
    }

    /// <summary>Gives the samples of the fewest frames that the layers take; a deviation takes two.</summary>
    private int MinSamples(SpeechEncoder encoder) =>
        (int)Math.Min(encoder.Convolutions.SamplesOf(Math.Max(encoder.Body.FewestFrames, folder.Pooling is { Deviation: true } ? 2 : 1)), FeatureBounds.ShortestInput);
}
