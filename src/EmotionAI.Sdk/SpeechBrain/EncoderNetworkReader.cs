using EmotionAI.Audio.Features;
using EmotionAI.Bundles;
using EmotionAI.Checkpoints;
using EmotionAI.Graphs;
using EmotionAI.Models;
using EmotionAI.Models.EcapaTdnn;
using EmotionAI.Models.SpeechBrain;

namespace EmotionAI.SpeechBrain;

/// <summary>Reads and checks the network of an <see cref="EncoderFolder"/>: weights, normalization, features.</summary>
internal sealed class EncoderNetworkReader(EncoderFolder folder, EmotionLimits limits, BundleProblems problems)
{
    private readonly TorchParts _torch = new(limits, problems);

    /// <summary>Reads the network; problems are added.</summary>
    public SpeechBrainNetwork Read()
    {
        var files = new WeightFiles(_torch.Open((EcapaTdnnNetwork.PartName, folder.EmbeddingPath), (EcapaHead.PartName, folder.ClassifierPath)));
        var (name, network) = folder.Embedding switch
        {
            XvectorParameters xvector => ("xvector", (INetwork)new XvectorNetwork(xvector)),
            var ecapa => ("ecapa-tdnn", new EcapaTdnnNetwork((EcapaParameters)ecapa)),
        };
        var head = new EcapaHead(folder.Classifier);
        if (CheckCounts(files))
        {
            WrittenNetwork.Check(network, head, new WeightChecker(files, problems));
        }

        var normalization = ReadNormalization();
        var options = FbankOptions(folder.Features);
        var shortest = CheckFeatures(options);
        var features = problems.HasErrors ? null : new SpeechBrainFeatures(new SpeechBrainFbank(options), normalization);
        return new(name, features, shortest, files, network, head);
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

    /// <summary>Compares numbers of layers with the tensors that are there, before anything loops over them.</summary>
    private bool CheckCounts(WeightFiles files)
    {
        if (folder.Embedding is not EcapaParameters ecapa)
        {
            return true;
        }

        var asked = (ecapa.Channels.Count - 2) * (long)ecapa.Res2NetScale;
        if (!files.IsOpen(EcapaTdnnNetwork.PartName) || asked <= files.Count(EcapaTdnnNetwork.PartName))
        {
            return true;
        }

        problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, "embedding_model.res2net_scale", Invariant($"{ecapa.Res2NetScale}, {asked} layers in all"), Invariant($"no more layers than the checkpoint has tensors, {files.Count(EcapaTdnnNetwork.PartName)}"));
        return false;
    }

    private InputNormalization? ReadNormalization()
    {
        var parameters = folder.Normalization;
        if (parameters.Kind != NormalizationKind.Global)
        {
            return InputNormalization.Sentence(parameters.DividesByDeviation, unbiased: parameters.Generation == NormalizationGeneration.Legacy, parameters.Epsilon);
        }

        var statistics = _torch.Open(parameters.StatisticsPath!);
        if (statistics is null)
        {
            return null;
        }

        using var files = new WeightFiles(new Dictionary<string, StateDictionary>(StringComparer.Ordinal) { [""] = statistics });
        var checker = new WeightChecker(files, problems);
        checker.Find("", "glob_mean", [folder.Features.FeatureSize]);
        if (parameters.DividesByDeviation)
        {
            checker.Find("", "glob_std", [folder.Features.FeatureSize]);
        }

        return !problems.HasErrors && statistics.TryGet("glob_mean", out var mean)
            ? InputNormalization.Global(TensorReader.ToSingles(mean), parameters.DividesByDeviation && statistics.TryGet("glob_std", out var deviation) ? TensorReader.ToSingles(deviation) : null, parameters.Epsilon)
            : null;
    }

    /// <summary>Checks what SpeechBrain and torch would refuse only when they compute.</summary>
    /// <returns>The samples of the fewest frames that every reflecting convolution takes: one more than it reflects.</returns>
    private int CheckFeatures(SpeechBrainFbankOptions options)
    {
        foreach (var (argument, found, allowed) in options.Faults())
        {
            problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, $"compute_features.{argument}", found, allowed);
        }

        // A deviation takes two frames, whatever is reflected.
        var least = folder.Embedding is XvectorParameters ? 1 : 0;
        var reflected = folder.Embedding.KernelSizes.Zip(folder.Embedding.Dilations, (kernel, dilation) => dilation * (kernel - 1) / 2).Append(least).Max();
        var samples = ((long)reflected * options.HopLength) + (options.FftSize % 2);
        if (samples > FeatureBounds.ShortestInput)
        {
            problems.Error(BundleProblemCodes.ValueInvalid, folder.HyperParametersPath, "embedding_model.dilations", Invariant($"{reflected} reflected frames, {samples} samples"), $"at most {FeatureBounds.ShortestInput} samples, which a shorter clip is extended to");
        }

        return (int)Math.Min(samples, FeatureBounds.ShortestInput);
    }
}
