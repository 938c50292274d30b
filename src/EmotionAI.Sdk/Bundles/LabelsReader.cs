using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Bundles;

/// <summary>Reads labels in index order: <c>labels.json</c> in its four forms, and <c>id2label</c> or <c>label2id</c> of <c>config.json</c>.</summary>
internal static class LabelsReader
{
    public const string FileName = "labels.json";

    private const string IdToLabel = "id2label";
    private const string LabelToId = "label2id";

    /// <summary>Reads <c>labels.json</c>: a list, <c>{"labels": list}</c>, id → label or label → id.</summary>
    /// <returns>The labels; null where there was a problem, which was added.</returns>
    public static string[]? ReadFile(string path, EmotionLimits limits, BundleProblems problems)
    {
        var root = problems.Try(path, () => (object)JsonFile.Read(path, limits, keys => keys is [_] or ["labels", _])) as JsonElement?;
        if (root is not { } element)
        {
            return null;
        }

        var forms = Forms(path, problems);
        return forms.Number(forms.Read(element, out var key), key);
    }

    /// <summary>Reads what a <c>config.json</c> names itself: <c>id2label</c>, as object or list, else <c>label2id</c>.</summary>
    /// <param name="key">Receives the key that names the labels; empty where none does.</param>
    /// <returns>The labels; null where there was a problem, which was added, or where the file names none.</returns>
    public static string[]? ReadConfig(HuggingFaceConfig config, BundleProblems problems, out string key)
    {
        var forms = Forms(config.Path, problems);
        key = IdToLabel;
        if (config.Find(key) is { } map)
        {
            var labels = map.ValueKind switch
            {
                JsonValueKind.Object => forms.Number(forms.ReadIndexed(map, key), key),
                JsonValueKind.Array => forms.Number(forms.ReadList(map, key), key),
                _ => Refuse(config.Path, key, map, "an object of ids and labels, or a list of labels in index order", problems),
            };
            WarnOfDisagreement(config, labels, problems);
            return labels;
        }

        key = LabelToId;
        if (config.Find(key) is { } ids)
        {
            return ids.ValueKind == JsonValueKind.Object
                ? forms.Number(forms.ReadNumbered(ids, key), key)
                : Refuse(config.Path, key, ids, "an object of labels and ids", problems);
        }

        key = "";
        return null;
    }

    /// <summary>Tells where <c>label2id</c> gives a label another id than <c>id2label</c>, which counts in transformers: an order that was changed in one of them gives wrong answers in silence.</summary>
    private static void WarnOfDisagreement(HuggingFaceConfig config, string[]? labels, BundleProblems problems)
    {
        if (labels is null || config.Find(LabelToId) is not { ValueKind: JsonValueKind.Object } ids)
        {
            return;
        }

        foreach (var property in ids.EnumerateObject())
        {
            if (LabelForms.IndexOf(property.Value) is not { } index || index >= labels.Length || labels[index] != property.Name)
            {
                problems.Warning(
                    BundleProblemCodes.ValueOverridden,
                    config.Path,
                    LabelToId,
                    $"\"{property.Name}\": {JsonFile.Describe(property.Value)}",
                    Array.IndexOf(labels, property.Name) is >= 0 and var named ? Invariant($"{named}, as {IdToLabel} says, which counts, as in transformers; make the two agree") : $"the labels of {IdToLabel}, which count, as in transformers; make the two agree");
                return;
            }
        }
    }

    private static LabelForms Forms(string path, BundleProblems problems) =>
        new(fault => problems.Error(CodeOf(fault.Kind), path, fault.Key, fault.Found, fault.Allowed));

    private static string CodeOf(LabelFaultKind kind) => kind switch
    {
        LabelFaultKind.Duplicate => BundleProblemCodes.LabelDuplicate,
        LabelFaultKind.Gap => BundleProblemCodes.LabelGap,
        LabelFaultKind.Count => BundleProblemCodes.LabelCount,
        _ => BundleProblemCodes.ValueInvalid,
    };

    private static string[]? Refuse(string path, string key, JsonElement value, string allowed, BundleProblems problems)
    {
        problems.Error(BundleProblemCodes.ValueInvalid, path, key, JsonFile.Describe(value), allowed);
        return null;
    }
}
