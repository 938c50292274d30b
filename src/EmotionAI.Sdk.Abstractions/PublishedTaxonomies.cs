namespace EmotionAI;

/// <summary>Holds the tables behind the published taxonomies, each where its authors drew it up.</summary>
internal static class PublishedTaxonomies
{
    /// <summary>Other words for one emotion: the adjectives and abbreviations of RAVDESS, EmoDB, IEMOCAP and CREMA-D.</summary>
    private static readonly (string Label, string[] Others)[] Words =
    [
        ("anger", ["angry", "ang"]),
        ("disgust", ["disgusted", "dis"]),
        ("fear", ["fearful", "afraid", "fea"]),
        ("joy", ["happiness", "happy", "hap"]),
        ("sadness", ["sad"]),
        ("surprise", ["surprised", "sur"]),
        ("neutral", ["neu"]),
        ("calm", ["calmness"]),
        ("boredom", ["bored"]),
    ];

    /// <summary><c>ekman_mapping.json</c> of GoEmotions; excited and anxiety are the words of IEMOCAP and EmoDB for what it calls excitement and nervousness.</summary>
    private static readonly (string Label, string[] Others)[] EkmanGroups =
    [
        ("anger", ["annoyance", "disapproval"]),
        ("disgust", []),
        ("fear", ["nervousness", "anxiety"]),
        ("joy", ["amusement", "approval", "excitement", "gratitude", "love", "optimism", "relief", "pride", "admiration", "desire", "caring", "excited", "exc"]),
        ("sadness", ["disappointment", "embarrassment", "grief", "remorse"]),
        ("surprise", ["realization", "confusion", "curiosity"]),
        ("neutral", ["calm"]),
    ];

    /// <summary><c>sentiment_mapping.json</c> of GoEmotions, and neutral.</summary>
    private static readonly (string Label, string[] Others)[] SentimentGroups =
    [
        ("positive", ["amusement", "excitement", "joy", "love", "desire", "optimism", "caring", "pride", "admiration", "gratitude", "relief", "approval", "excited", "exc"]),
        ("negative", ["fear", "nervousness", "remorse", "embarrassment", "disappointment", "sadness", "grief", "disgust", "anger", "annoyance", "disapproval", "anxiety"]),
        ("ambiguous", ["realization", "surprise", "curiosity", "confusion"]),
        ("neutral", ["calm"]),
    ];

    private static readonly string[] LeftOut = ["boredom", "bored", "frustration", "frustrated", "fru"];

    public static EmotionTaxonomy Synonyms() => Create("synonyms", Words, leftOut: [], words: []);

    public static EmotionTaxonomy Ekman() => Create("ekman", EkmanGroups, LeftOut, Words);

    public static EmotionTaxonomy Sentiment() => Create("sentiment", SentimentGroups, LeftOut, Words);

    public static EmotionTaxonomy Ravdess()
    {
        string[] adjectives = ["angry", "disgust", "fearful", "happy", "sad", "surprised", "neutral"];
        var groups = EkmanGroups.Zip(adjectives, static (group, adjective) => (adjective, group.Others.Append(group.Label).Where(label => label != "calm").ToArray()));
        return Create("ravdess", [.. groups, ("calm", [])], LeftOut, Words, EmotionLabels.Ravdess);
    }

    /// <summary>Puts a taxonomy together.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="groups">The groups, and what belongs to each.</param>
    /// <param name="leftOut">What has no counterpart.</param>
    /// <param name="words">Other words, which go where their noun goes.</param>
    /// <param name="labels">The order of the groups; null for theirs.</param>
    private static EmotionTaxonomy Create(string name, (string Label, string[] Others)[] groups, string[] leftOut, (string Label, string[] Others)[] words, EmotionLabels? labels = null)
    {
        var map = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (label, others) in groups)
        {
            map[label] = label;
            foreach (var other in others)
            {
                map[other] = label;
            }
        }

        foreach (var (noun, others) in words.Where(pair => map.ContainsKey(pair.Label)))
        {
            foreach (var other in others)
            {
                map.TryAdd(other, map[noun]);
            }
        }

        foreach (var label in leftOut)
        {
            map[label] = null;
        }

        return new EmotionTaxonomy(name, labels ?? new EmotionLabels(groups.Select(static group => group.Label)), map);
    }
}
