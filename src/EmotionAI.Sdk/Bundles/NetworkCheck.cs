using EmotionAI.Graphs;
using EmotionAI.Models;

namespace EmotionAI.Bundles;

/// <summary>Checks that a checkpoint has every weight that a network asks for.</summary>
internal static class NetworkCheck
{
    /// <summary>Checks numbers of layers before anything loops over them, then each weight.</summary>
    /// <param name="path">The file with the settings.</param>
    public static void Check(string path, ILayeredNetwork encoder, IHead head, WeightFiles files, BundleProblems problems)
    {
        foreach (var layers in encoder.Layers.Where(layers => layers.Count > files.Count()))
        {
            problems.Error(BundleProblemCodes.ValueInvalid, path, layers.Key, Invariant($"{layers.Count}"), Invariant($"no more layers than the checkpoint has tensors, {files.Count()}"));
            return;
        }

        WrittenNetwork.Check(encoder, head, new WeightChecker(files, problems));
    }
}
