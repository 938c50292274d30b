using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Says which label of a model each label of the data is. Labels are matched by name, never by position.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class LabelMap
{
    private readonly Func<string, string?> _find;
    private readonly IReadOnlySet<string> _leftOut;
    private readonly string? _path;

    private LabelMap(Func<string, string?> find, IReadOnlySet<string>? leftOut = null, string? path = null)
    {
        _find = find;
        _leftOut = leftOut ?? new HashSet<string>();
        _path = path;
    }

    /// <summary>Gets the map for data in the words of the model.</summary>
    public static LabelMap Identity { get; } = new(static label => label);

    /// <summary>Reads a map: a JSON object of the data's label to the model's, or to <c>null</c> for samples to leave out.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The map; a label that the file does not name is left as it is.</returns>
    /// <exception cref="EmotionAIException">The file is missing or is not such an object.</exception>
    public static LabelMap Read(string path)
    {
        var root = ArtefactJson.Read(path, _ => true);
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Fault(path, ArtefactJson.Describe(root));
        }

        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var pair in root.EnumerateObject())
        {
            map[pair.Name] = pair.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null
                ? ArtefactJson.TextOf(pair.Value)
                : throw Fault(path, $"\"{pair.Name}\": {ArtefactJson.Describe(pair.Value)}");
        }

        return new LabelMap(label => map.GetValueOrDefault(label, label), map.Where(pair => pair.Value is null).Select(pair => pair.Key).ToHashSet(), path);
    }

    /// <summary>Creates a map by meaning: <c>happiness</c>, <c>happy</c> and <c>joy</c> are one emotion in other words, and so are the nouns, adjectives and abbreviations of RAVDESS, EmoDB, IEMOCAP, CREMA-D and GoEmotions for the others.</summary>
    /// <param name="model">The labels of the model.</param>
    /// <returns>The map; a label of the data without a counterpart stays unknown.</returns>
    public static LabelMap Synonyms(EmotionLabels model) => FromTaxonomy(EmotionTaxonomy.Synonyms, model);

    /// <summary>Creates a map by the grouping of GoEmotions into Ekman's six and neutral (<c>ekman_mapping.json</c> of its authors), with the synonyms of each.</summary>
    /// <param name="model">The labels of the model, which are those six and neutral or some of them.</param>
    /// <returns>The map; a label of the data without a counterpart stays unknown.</returns>
    public static LabelMap Ekman(EmotionLabels model) => FromTaxonomy(EmotionTaxonomy.Ekman, model);

    /// <summary>Creates a map by a taxonomy: a label of the data is the one label of the model that has the same group.</summary>
    /// <param name="taxonomy">The taxonomy.</param>
    /// <param name="model">The labels of the model; those of <see cref="EmotionClassifierExtensions.WithTaxonomy"/> where its answers are merged.</param>
    /// <returns>The map; a label of the data without a counterpart, or with several, stays unknown. What the taxonomy leaves out has none: nothing is left out of the data but by <see cref="LeavingOut"/>.</returns>
    public static LabelMap FromTaxonomy(EmotionTaxonomy taxonomy, EmotionLabels model)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        ArgumentNullException.ThrowIfNull(model);
        return new LabelMap(label =>
        {
            if (model.IndexOf(label) >= 0 || !taxonomy.TryMap(label, out var group) || group is null)
            {
                return label;
            }

            string[] candidates = [.. model.Where(candidate => taxonomy.TryMap(candidate, out var other) && other == group)];
            return candidates.Length == 1 ? candidates[0] : label;
        });
    }

    /// <summary>Leaves out the samples of some labels too.</summary>
    /// <param name="labels">The labels, in the words of the data.</param>
    /// <returns>The map.</returns>
    public LabelMap LeavingOut(IEnumerable<string> labels) => new(_find, _leftOut.Concat(labels).ToHashSet(), _path);

    /// <summary>Tells how the answers of a model are to be merged before labels are matched: where the map is of a file that gives a label of the model a name that the model does not have.</summary>
    /// <param name="model">The labels of the model.</param>
    /// <returns>The taxonomy for <see cref="EmotionClassifierExtensions.WithTaxonomy"/>, which keeps labels that the file does not name; null where the labels of the model stay.</returns>
    /// <exception cref="EmotionAIException">The file leaves out every label of the model.</exception>
    public EmotionTaxonomy? MergeOf(EmotionLabels model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (_path is null || model.All(label => _find(label) is not { } target || model.IndexOf(target) >= 0))
        {
            return null;
        }

        string[] targets = [.. model.Select(_find).OfType<string>().Distinct()];
        return new EmotionTaxonomy(_path, new EmotionLabels(targets), model.ToDictionary(label => label, _find));
    }

    /// <summary>Finds the model's labels for those of a sample.</summary>
    /// <param name="labels">The labels of the data.</param>
    /// <param name="model">The labels of the model.</param>
    /// <param name="indices">Receives the outputs, rising and each once.</param>
    /// <param name="unknown">Receives the first label that the model does not have; null where there is none.</param>
    /// <returns>False where the sample is to be left out: it has a label that is mapped to nothing, or an unknown one.</returns>
    public bool TryMap(IReadOnlyList<string> labels, EmotionLabels model, out IReadOnlyList<int> indices, out string? unknown)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(model);
        SortedSet<int> found = [];
        (unknown, indices) = (null, []);
        foreach (var label in labels.Where(label => !_leftOut.Contains(label)))
        {
            var index = model.IndexOf(_find(label) ?? label);
            if (index < 0)
            {
                unknown = label;
                return false;
            }

            found.Add(index);
        }

        indices = [.. found];
        return found.Count > 0 || labels.Count == 0;
    }

    private static EmotionAIException Fault(string path, string found) =>
        ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, found, "an object of the data's label to the model's, or to null, is");
}
