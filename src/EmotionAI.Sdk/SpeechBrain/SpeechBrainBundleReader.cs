using EmotionAI.Audio;
using EmotionAI.Bundles;
using EmotionAI.Models;

namespace EmotionAI.SpeechBrain;

/// <summary>Reads and checks a SpeechBrain folder: hyper-parameters, labels, weights.</summary>
internal static class SpeechBrainBundleReader
{
    /// <summary>Reads a folder.</summary>
    /// <returns>The model; null where there was a problem, which was added.</returns>
    public static AudioModel? Read(BundleLayout layout, EmotionLimits limits, InferenceSettings settings, string modelId, BundleProblems problems)
    {
        var faults = new List<EmotionAIException>();
        var folder = SpeechBrainFolder.Open(layout.ModelDirectory, limits, faults);
        faults.ForEach(fault => problems.Error(fault, layout.ModelDirectory));
        if (folder is null)
        {
            return null;
        }

        var network = folder is LobeFolder lobe
            ? new LobeNetworkReader(lobe, limits, problems).Read()
            : new EncoderNetworkReader((EncoderFolder)folder, limits, problems).Read();
        settings.CheckSampleRate(folder.SampleRate, Path.GetFileName(folder.HyperParametersPath), problems);
        var outputsName = folder is LobeFolder ? "n_neurons of output_mlp" : "out_neurons of the classifier";
        var labels = LabelsResolver.Resolve(layout, limits, problems, [.. folder.Labels], folder.LabelsPath, "", folder.OutNeurons, outputsName);
        var rule = labels is null ? null : DecisionRuleResolver.Resolve(modelId, labels, settings, ProblemType.SingleLabel, null, folder.HyperParametersPath, folder.ScoreScale, problems);
        if (problems.HasErrors)
        {
            network.Files.Dispose();
            return null;
        }

        return new AudioModel
        {
            Features = network.Features!,
            MinSamples = network.MinSamples,
            MaxSamples = network.MaxSamples,
            LongestSamples = network.LongestSamples,
            Rule = rule!,
            Frames = network.Frames,
            Network = new WrittenNetwork(network.Name, network.Files, network.Encoder!, network.Head, folder.OutNeurons),
        };
    }
}
