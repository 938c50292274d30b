using EmotionAI.Audio;
using EmotionAI.Audio.Features;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.TorchZip;
using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Models.EcapaTdnn;

namespace EmotionAI.SpeechBrain;

/// <summary>Reads and checks a SpeechBrain folder: hyper-parameters, labels, weights.</summary>
internal sealed class SpeechBrainBundleReader
{
    private readonly BundleLayout _layout;
    private readonly EmotionLimits _limits;
    private readonly BundleProblems _problems;

    private SpeechBrainBundleReader(BundleLayout layout, EmotionLimits limits, BundleProblems problems)
    {
        _layout = layout;
        _limits = limits;
        _problems = problems;
    }

    /// <summary>Reads a folder.</summary>
    /// <returns>The model; null where there was a problem, which was added.</returns>
    public static AudioModel? Read(BundleLayout layout, EmotionLimits limits, InferenceSettings settings, string modelId, BundleProblems problems) =>
        new SpeechBrainBundleReader(layout, limits, problems).Read(settings, modelId);

    private AudioModel? Read(InferenceSettings settings, string modelId)
    {
        var faults = new List<EmotionAIException>();
        var folder = SpeechBrainFolder.Open(_layout.ModelDirectory, _limits, faults);
        faults.ForEach(fault => _problems.Error(fault, _layout.ModelDirectory));
        if (folder is null)
        {
            return null;
        }

        var files = OpenWeights(folder);
        var (network, head) = (new EcapaTdnnNetwork(folder.Embedding), new EcapaHead(folder.Classifier));
        if (CheckCounts(folder, files))
        {
            WrittenNetwork.Check(network, head, new WeightChecker(files, _problems));
        }

        var normalization = ReadNormalization(folder);
        settings.CheckSampleRate(folder.SampleRate, Path.GetFileName(folder.HyperParametersPath), _problems);
        var options = FbankOptions(folder.Features);
        var shortest = CheckFeatures(folder, options);
        var labels = LabelsResolver.Resolve(_layout, _limits, _problems, [.. folder.Labels], folder.LabelsPath, "", folder.Classifier.OutNeurons, "out_neurons of the classifier");
        var rule = labels is null ? null : DecisionRuleResolver.Resolve(modelId, labels, settings, ProblemType.SingleLabel, null, folder.HyperParametersPath, folder.ScoreScale, _problems);
        if (_problems.HasErrors)
        {
            files.Dispose();
            return null;
        }

        return new AudioModel
        {
            Features = new SpeechBrainFeatures(new SpeechBrainFbank(options), normalization),
            MinSamples = shortest,
            Rule = rule!,
            Network = new WrittenNetwork("ecapa-tdnn", files, network, head, folder.Classifier.OutNeurons),
        };
    }

    private static SpeechBrainFbankOptions FbankOptions(FbankParameters parameters) => new()
    {
        SampleRate = parameters.SampleRate,
        FftSize = parameters.FftSize,
        MelBands = parameters.MelBands,
        MinimumFrequency = parameters.MinimumFrequency,
        MaximumFrequency = parameters.MaximumFrequency,
        WindowMilliseconds = parameters.WindowMilliseconds,
        HopMilliseconds = parameters.HopMilliseconds,
        FilterShape = parameters.FilterShape,
        Deltas = parameters.Deltas,
        Context = parameters.Context,
        LeftFrames = parameters.LeftFrames,
        RightFrames = parameters.RightFrames,
    };

    private StateDictionary? Open(string path) => _problems.Try(path, () =>
    {
        var weights = new StateDictionary();
        try
        {
            TorchFile.Open(path, _limits, weights);
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    });

    /// <summary>Opens the files of both parts; one that cannot be opened is a problem, and the other is still checked.</summary>
    private WeightFiles OpenWeights(SpeechBrainFolder folder)
    {
        var parts = new Dictionary<string, StateDictionary>(StringComparer.Ordinal);
        foreach (var (part, path) in ((string, string)[])[(EcapaTdnnNetwork.PartName, folder.EmbeddingPath), (EcapaHead.PartName, folder.ClassifierPath)])
        {
            if (Open(path) is { } weights)
            {
                parts.Add(part, weights);
            }
        }

        return new WeightFiles(parts);
    }

    /// <summary>Compares numbers of layers with the tensors that are there, before anything loops over them.</summary>
    private bool CheckCounts(SpeechBrainFolder folder, WeightFiles files)
    {
        var asked = (folder.Embedding.Channels.Count - 2) * (long)folder.Embedding.Res2NetScale;
        if (!files.IsOpen(EcapaTdnnNetwork.PartName) || asked <= files.Count(EcapaTdnnNetwork.PartName))
        {
            return true;
        }

        _problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, "embedding_model.res2net_scale", Invariant($"{folder.Embedding.Res2NetScale}, {asked} layers in all"), Invariant($"no more layers than the checkpoint has tensors, {files.Count(EcapaTdnnNetwork.PartName)}"));
        return false;
    }

    private InputNormalization? ReadNormalization(SpeechBrainFolder folder)
    {
        var parameters = folder.Normalization;
        if (parameters.Kind != NormalizationKind.Global)
        {
            return InputNormalization.Sentence(parameters.DividesByDeviation, unbiased: parameters.Generation == NormalizationGeneration.Legacy, parameters.Epsilon);
        }

        var statistics = Open(parameters.StatisticsPath!);
        if (statistics is null)
        {
            return null;
        }

        using var files = new WeightFiles(new Dictionary<string, StateDictionary>(StringComparer.Ordinal) { [""] = statistics });
        var checker = new WeightChecker(files, _problems);
        checker.Find("", "glob_mean", [folder.Features.FeatureSize]);
        if (parameters.DividesByDeviation)
        {
            checker.Find("", "glob_std", [folder.Features.FeatureSize]);
        }

        return !_problems.HasErrors && statistics.TryGet("glob_mean", out var mean)
            ? InputNormalization.Global(TensorReader.ToSingles(mean), parameters.DividesByDeviation && statistics.TryGet("glob_std", out var deviation) ? TensorReader.ToSingles(deviation) : null, parameters.Epsilon)
            : null;
    }

    /// <summary>Checks what SpeechBrain and torch would refuse only when they compute.</summary>
    /// <returns>The samples of the fewest frames that every reflecting convolution takes: one more than it reflects.</returns>
    private int CheckFeatures(SpeechBrainFolder folder, SpeechBrainFbankOptions options)
    {
        foreach (var (argument, found, allowed) in options.Faults())
        {
            _problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, $"compute_features.{argument}", found, allowed);
        }

        var reflected = folder.Embedding.KernelSizes.Zip(folder.Embedding.Dilations, (kernel, dilation) => dilation * (kernel - 1) / 2).Max();
        var samples = ((long)reflected * options.HopLength) + (options.FftSize % 2);
        if (samples > FeatureBounds.ShortestInput)
        {
            _problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, "embedding_model.dilations", Invariant($"{reflected} reflected frames, {samples} samples"), $"at most {FeatureBounds.ShortestInput} samples, which a shorter clip is extended to");
        }

        return (int)Math.Min(samples, FeatureBounds.ShortestInput);
    }
}
