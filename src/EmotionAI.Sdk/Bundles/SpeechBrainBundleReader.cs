using EmotionAI.Audio;
using EmotionAI.Audio.Features;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Checkpoints.SpeechBrain;
using EmotionAI.Checkpoints.TorchZip;
using EmotionAI.Graphs;
using EmotionAI.Graphs.EcapaTdnn;
using EmotionAI.Inference;

namespace EmotionAI.Bundles;

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

        using var embedding = Open(folder.EmbeddingPath);
        using var classifier = Open(folder.ClassifierPath);
        Check(EcapaTdnnTensors.Requirements(folder.Embedding), embedding, folder.EmbeddingPath);
        Check(EcapaHead.Requirements(folder.Classifier), classifier, folder.ClassifierPath);
        var normalization = ReadNormalization(folder);
        CheckSampleRate(settings, folder);
        var options = FbankOptions(folder.Features);
        var shortest = CheckFeatures(folder, options);
        var labels = LabelsResolver.Resolve(_layout, _limits, _problems, [.. folder.Labels], folder.LabelsPath, "", folder.Classifier.OutNeurons, "out_neurons of the classifier");
        var rule = labels is null ? null : DecisionRuleResolver.Resolve(modelId, labels, settings, ProblemType.SingleLabel, null, folder.HyperParametersPath, folder.ScoreScale, _problems);
        if (_problems.HasErrors)
        {
            return null;
        }

        var features = new SpeechBrainFeatures(new SpeechBrainFbank(options), normalization);
        return new AudioModel
        {
            Features = features,
            MinSamples = shortest,
            Rule = rule!,
            OpenSession = threads => OpenSession(folder, _limits, threads),
        };
    }

    private static OnnxSession OpenSession(SpeechBrainFolder folder, EmotionLimits limits, int? threads)
    {
        using var embedding = new StateDictionary();
        using var classifier = new StateDictionary();
        TorchFile.Open(folder.EmbeddingPath, limits, embedding);
        TorchFile.Open(folder.ClassifierPath, limits, classifier);
        var graph = new OnnxGraphBuilder();
        var features = graph.Input(OnnxElementType.Float, "batch", "frames", folder.Features.FeatureSize);
        var vector = new EcapaTdnnGraph(graph, folder.Embedding, embedding).Embedding(features);
        var outputs = new EcapaHead(graph, folder.Classifier, classifier).Outputs(vector);
        return OnnxSession.Create(graph.Build(outputs, folder.Classifier.OutNeurons), folder.Classifier.OutNeurons, threads);
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

    private void Check(IEnumerable<TensorRequirement> requirements, StateDictionary? weights, string path)
    {
        if (weights is not null)
        {
            TensorValidator.Check(requirements, (string name, out CheckpointTensor tensor) => weights.TryGet(name, out tensor!), path, _problems);
        }
    }

    private InputNormalization? ReadNormalization(SpeechBrainFolder folder)
    {
        var parameters = folder.Normalization;
        if (parameters.Kind != NormalizationKind.Global)
        {
            return InputNormalization.Sentence(parameters.DividesByDeviation, unbiased: parameters.Generation == NormalizationGeneration.Legacy, parameters.Epsilon);
        }

        using var statistics = Open(parameters.StatisticsPath!);
        if (statistics is null)
        {
            return null;
        }

        TensorRequirement[] requirements = [new("glob_mean", folder.Features.FeatureSize), new("glob_std", folder.Features.FeatureSize)];
        Check(parameters.DividesByDeviation ? requirements : requirements[..1], statistics, parameters.StatisticsPath!);
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

    private void CheckSampleRate(InferenceSettings settings, SpeechBrainFolder folder)
    {
        if (settings.SampleRate is { } set && set.Value != folder.SampleRate)
        {
            _problems.Error(BundleProblemCodes.ValuesDisagree, set.Path, set.Key, Invariant($"{set.Value}"), Invariant($"{folder.SampleRate}, as '{Path.GetFileName(folder.HyperParametersPath)}' says"));
        }
    }
}
