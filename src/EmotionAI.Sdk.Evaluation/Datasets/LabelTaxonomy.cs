namespace EmotionAI.Evaluation.Datasets;

/// <summary>Groups labels of different corpora by what they mean.</summary>
/// <remarks>Immutable and safe for concurrent use. Labels are compared without regard to case.</remarks>
internal sealed class LabelTaxonomy
{
    private readonly Dictionary<string, string> _families;

    private LabelTaxonomy(string name, params (string Family, string[] Labels)[] groups)
    {
        Name = name;
        _families = groups.SelectMany(group => group.Labels.Append(group.Family).Distinct().Select(label => (label, group.Family)))
            .ToDictionary(pair => pair.label, pair => pair.Family, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Gets other words for one emotion: the nouns, adjectives and abbreviations of RAVDESS, EmoDB, IEMOCAP, CREMA-D and GoEmotions.</summary>
    public static LabelTaxonomy Synonyms { get; } = new(
        "synonyms",
        ("anger", ["angry", "ang"]),
        ("disgust", ["disgusted", "dis"]),
        ("fear", ["fearful", "afraid", "fea"]),
        ("joy", ["happiness", "happy", "hap"]),
        ("sadness", ["sad"]),
        ("surprise", ["surprised", "sur"]),
        ("neutral", ["neu"]),
        ("calm", ["calmness"]),
        ("boredom", ["bored"]));

    /// <summary>Gets the grouping of GoEmotions into Ekman's six and neutral (<c>ekman_mapping.json</c> of its authors), with the synonyms of each.</summary>
    public static LabelTaxonomy Ekman { get; } = new(
        "ekman",
        ("anger", ["angry", "ang", "annoyance", "disapproval"]),
        ("disgust", ["disgusted", "dis"]),
        ("fear", ["fearful", "afraid", "fea", "nervousness"]),
        ("joy", ["happiness", "happy", "hap", "amusement", "approval", "excitement", "gratitude", "love", "optimism", "relief", "pride", "admiration", "desire", "caring"]),
        ("sadness", ["sad", "disappointment", "embarrassment", "grief", "remorse"]),
        ("surprise", ["surprised", "sur", "realization", "confusion", "curiosity"]),
        ("neutral", ["neu", "calm"]));

    /// <summary>Gets every taxonomy.</summary>
    public static IReadOnlyList<LabelTaxonomy> All { get; } = [Synonyms, Ekman];

    /// <summary>Gets the name by which the tool knows it.</summary>
    public string Name { get; }

    /// <summary>Finds what a label means.</summary>
    /// <param name="label">The label.</param>
    /// <returns>The family; null for a label of none.</returns>
    public string? FamilyOf(string label) => _families.GetValueOrDefault(label);
}
