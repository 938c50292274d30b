using EmotionAI.Bundles;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.HuggingFace;
using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.SpeechBrain;

/// <summary>Opens the torch files of a SpeechBrain folder; one that cannot be opened is a problem, and the others are still checked.</summary>
internal sealed class TorchParts(EmotionLimits limits, BundleProblems problems)
{
    /// <summary>Gets what brings the names of tensors to those of today.</summary>
    public Func<string, string> Naming { get; init; } = TensorNames.Normalize;

    /// <summary>Opens one file.</summary>
    /// <returns>The tensors; null where there was a problem, which was added.</returns>
    public StateDictionary? Open(string path) => problems.Try(path, () =>
    {
        var weights = new StateDictionary();
        try
        {
            TorchFile.Open(path, limits, weights, Naming);
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    });

    /// <summary>Opens several files, each under a name.</summary>
    public Dictionary<string, StateDictionary> Open(params ReadOnlySpan<(string Part, string Path)> files)
    {
        var parts = new Dictionary<string, StateDictionary>(StringComparer.Ordinal);
        foreach (var (part, path) in files)
        {
            if (Open(path) is { } weights)
            {
                parts.Add(part, weights);
            }
        }

        return parts;
    }
}
