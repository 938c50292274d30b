using System.Text.Json;
using EmotionAI.Checkpoints;
using EmotionAI.Graphs;

namespace EmotionAI.Bundles;

/// <summary>Weighs <c>architectures</c> of <c>config.json</c>: the class that a checkpoint was saved from tells its task, and sometimes its activation.</summary>
internal static class ArchitectureReader
{
    private const string Key = "architectures";
    private const string MultiLabel = "MultiLabel";

    /// <summary>Checks the task.</summary>
    /// <param name="tasks">The tasks by name.</param>
    /// <param name="headWeight">The tensor of a classifier's head; empty where the network is no checkpoint.</param>
    /// <returns>What the name of the class says about the outputs; null where it says nothing.</returns>
    public static ProblemType? Read(HuggingFaceConfig config, TaskNames tasks, StateDictionary? weights, WeightFiles? files, string headWeight, BundleProblems problems)
    {
        var names = Names(config, problems);
        if (names.Length == 0 || names.Any(name => EndsWithAny(name, tasks.Supported)))
        {
            return null;
        }

        var name = names[0];
        var hasHead = files is null || files.TryFind("", headWeight, out _);
        var supported = string.Join(" or ", tasks.Supported.Select(ending => $"…{ending}"));
        if (EndsWithAny(name, tasks.Others) || !hasHead || (EndsWithAny(name, tasks.Earlier) && HasEarlierHead(weights, tasks)))
        {
            problems.Error(BundleProblemCodes.TaskUnsupported, config.Path, Key, $"'{name}', which {(hasHead ? "is made for another task" : "has no classifier")}", headWeight.Length == 0 ? supported : $"{supported}, with {headWeight} in the checkpoint");
            return null;
        }

        if (names.Any(item => item.Contains(MultiLabel, StringComparison.OrdinalIgnoreCase)))
        {
            return ProblemType.MultiLabel;
        }

        problems.Warning(BundleProblemCodes.ValueInvalid, config.Path, Key, $"'{name}'", $"{supported}, as which it is read; check its scores, and write that name");
        return null;
    }

    private static bool EndsWithAny(string name, IReadOnlyList<string> endings) => endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));

    private static bool HasEarlierHead(StateDictionary? weights, TaskNames tasks) =>
        weights is not null && weights.Tensors.Any(tensor => tasks.EarlierHeads.Any(head => tensor.Name.StartsWith(head, StringComparison.Ordinal)));

    private static string[] Names(HuggingFaceConfig config, BundleProblems problems)
    {
        if (config.Find(Key) is not { } value)
        {
            return [];
        }

        var names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(JsonFile.Text).ToArray() : [JsonFile.Text(value)];
        if (Array.TrueForAll(names, name => !string.IsNullOrEmpty(name)))
        {
            return names!;
        }

        problems.Error(BundleProblemCodes.ValueInvalid, config.Path, Key, JsonFile.Describe(value), "a list of class names");
        return [];
    }
}
