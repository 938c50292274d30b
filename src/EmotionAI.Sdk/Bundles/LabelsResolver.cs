using System.Text.RegularExpressions;

namespace EmotionAI.Bundles;

/// <summary>Settles the labels of a model among its own list and every <c>labels.json</c>; two orders that disagree are an error.</summary>
internal static partial class LabelsResolver
{
    /// <summary>Settles the labels.</summary>
    /// <param name="own">The labels that the model's own configuration names, in index order; null where it names none.</param>
    /// <param name="ownPath">The file of that configuration.</param>
    /// <param name="ownKey">The key in it.</param>
    /// <param name="outputs">The number of outputs of the head; null where it is not known.</param>
    /// <param name="outputsName">What has that number, for messages.</param>
    /// <returns>The labels; null where they could not be settled, and a problem was added.</returns>
    public static EmotionLabels? Resolve(BundleLayout layout, EmotionLimits limits, BundleProblems problems, string[]? own, string ownPath, string ownKey, int? outputs, string outputsName)
    {
        var settled = own;
        var settledPath = ownPath;
        var settledKey = ownKey;
        var sound = own is null || Fits(own, outputs, outputsName, ownPath, ownKey, problems);
        foreach (var path in layout.SettingsFiles(LabelsReader.FileName))
        {
            if (LabelsReader.ReadFile(path, limits, problems) is not { } labels || !Fits(labels, outputs, outputsName, path, "", problems))
            {
                sound = false;
            }
            else if (settled is null || IsGeneric(settled))
            {
                (settled, settledPath, settledKey) = (labels, path, "");
            }
            else if (!labels.AsSpan().SequenceEqual(settled))
            {
                var place = settledKey.Length == 0 ? $"'{settledPath}'" : $"{settledKey} of '{settledPath}'";
                problems.Error(BundleProblemCodes.LabelsDisagree, path, "", FirstDifference(labels, settled), $"the labels and the order of {place}; make the two files equal");
                sound = false;
            }
        }

        return sound && settled is not null ? new EmotionLabels(settled) : null;
    }

    private static bool Fits(string[] labels, int? outputs, string outputsName, string path, string key, BundleProblems problems)
    {
        if (outputs is null || labels.Length == outputs)
        {
            return true;
        }

        problems.Error(BundleProblemCodes.LabelCount, path, key, $"{labels.Length} labels", Invariant($"{outputs}, the number of outputs ({outputsName})"));
        return false;
    }

    private static bool IsGeneric(string[] labels) => Array.TrueForAll(labels, label => GenericLabel().IsMatch(label));

    private static string FirstDifference(string[] labels, string[] settled)
    {
        for (var i = 0; i < Math.Min(labels.Length, settled.Length); i++)
        {
            if (labels[i] != settled[i])
            {
                return Invariant($"'{labels[i]}' at {i} where the other has '{settled[i]}'");
            }
        }

        return $"{labels.Length} labels where the other has {settled.Length}";
    }

    [GeneratedRegex("^LABEL_[0-9]+$")]
    private static partial Regex GenericLabel();
}
