using System.Text.Json;
using EmotionAI.Checkpoints;
using EmotionAI.Graphs;

namespace EmotionAI.Bundles;

/// <summary>Weighs <c>architectures</c> of <c>config.json</c>: the class that a checkpoint was saved from tells its task, and sometimes its activation.</summary>
internal static class ArchitectureReader
{
    private const string Key = "architectures";
    private const string Supported = "ForSequenceClassification";
    private const string MultiLabel = "MultiLabel";

    /// <summary>Tasks whose head can have the names and shapes of a text classifier, and is none.</summary>
    private static readonly string[] OtherTasks =
        ["ForTokenClassification", "ForQuestionAnswering", "ForMultipleChoice", "ForImageClassification", "ForAudioClassification", "ForConditionalGeneration"];

    /// <summary>Tasks of pretraining: a configuration may still name the one it started from, but its head is then gone from the checkpoint.</summary>
    private static readonly string[] Pretraining = ["ForMaskedLM", "ForPreTraining", "ForNextSentencePrediction", "LMHeadModel", "ForCausalLM"];

    /// <summary>Checks the task.</summary>
    /// <param name="headWeight">The tensor of a text classifier's head; empty where the network is no checkpoint.</param>
    /// <returns>What the name of the class says about the outputs; null where it says nothing.</returns>
    public static ProblemType? Read(HuggingFaceConfig config, StateDictionary? weights, WeightFiles? files, string headWeight, BundleProblems problems)
    {
        var names = Names(config, problems);
        if (names.Length == 0 || names.Any(name => name.EndsWith(Supported, StringComparison.Ordinal)))
        {
            return null;
        }

        var name = names[0];
        var hasHead = files is null || files.TryFind("", headWeight, out _);
        if (EndsWithAny(name, OtherTasks) || !hasHead || (EndsWithAny(name, Pretraining) && HasPretrainingHead(weights)))
        {
            problems.Error(BundleProblemCodes.TaskUnsupported, config.Path, Key, $"'{name}', which {(hasHead ? "is made for another task" : "has no classifier")}", headWeight.Length == 0 ? $"…{Supported}" : $"…{Supported}, with {headWeight} in the checkpoint");
            return null;
        }

        if (names.Any(item => item.Contains(MultiLabel, StringComparison.OrdinalIgnoreCase)))
        {
            return ProblemType.MultiLabel;
        }

        problems.Warning(BundleProblemCodes.ValueInvalid, config.Path, Key, $"'{name}'", $"…{Supported}, as which it is read; check its scores, and write that name");
        return null;
    }

    private static bool EndsWithAny(string name, string[] tasks) => Array.Exists(tasks, task => name.EndsWith(task, StringComparison.Ordinal));

    private static bool HasPretrainingHead(StateDictionary? weights) => weights is not null && weights.Tensors.Any(tensor => tensor.Name.StartsWith("cls.", StringComparison.Ordinal));

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
