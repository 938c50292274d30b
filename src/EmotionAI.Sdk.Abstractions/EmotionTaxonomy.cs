namespace EmotionAI;

/// <summary>Maps the labels of data and models to those of a grouping that others have published, and merges predictions through it.</summary>
/// <remarks>Immutable and safe for concurrent use. Labels are found without regard to case.</remarks>
/// <example><code>
/// using var ekman = classifier.WithTaxonomy(EmotionTaxonomy.Ekman);
/// Console.WriteLine(ekman.Classify("Thank you so much!"));
/// Console.WriteLine(EmotionTaxonomy.Sentiment.Map("gratitude"));
/// </code></example>
public sealed class EmotionTaxonomy
{
    private readonly Dictionary<string, string?> _map = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates a taxonomy.</summary>
    /// <param name="name">The name that messages and files call it by.</param>
    /// <param name="labels">The labels that others are mapped to, in index order; each is mapped to itself unless the map says otherwise.</param>
    /// <param name="map">The label that each label becomes; null for one that has no counterpart and is left out.</param>
    /// <exception cref="ArgumentException">The map leads to a label that is not one of <paramref name="labels"/>, or has a label twice, but for its case, with two meanings.</exception>
    public EmotionTaxonomy(string name, EmotionLabels labels, IReadOnlyDictionary<string, string?> map)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(map);
        Name = name;
        Labels = labels;
        foreach (var (label, target) in map)
        {
            if (target is not null && labels.IndexOf(target) < 0)
            {
                throw new ArgumentException($"'{label}' becomes '{target}', which is not one of {string.Join(", ", labels)}.", nameof(map));
            }

            if (!_map.TryAdd(label, target) && _map[label] != target)
            {
                throw new ArgumentException($"'{label}' becomes '{target}' and, in another case, '{_map[label]}'.", nameof(map));
            }
        }

        foreach (var label in labels)
        {
            _map.TryAdd(label, label);
        }
    }

    /// <summary>Gets Ekman's six and neutral: anger, disgust, fear, joy, sadness, surprise, neutral.</summary>
    /// <remarks>
    /// The 28 labels of GoEmotions as its authors group them (Demszky et al. 2020, appendix; <c>ekman_mapping.json</c> of google-research/goemotions).
    /// The labels of RAVDESS, EmoDB, IEMOCAP and CREMA-D by what they mean; calm, the second baseline of RAVDESS beside neutral (Livingstone and Russo 2018), is neutral; IEMOCAP's excited is joy, as its four-class task has it, and frustration is left out, as there; so is EmoDB's boredom, which is none of the six.
    /// </remarks>
    public static EmotionTaxonomy Ekman { get; } = PublishedTaxonomies.Ekman();

    /// <summary>Gets the sentiment groups of GoEmotions: positive, negative, ambiguous, neutral.</summary>
    /// <remarks>The groups are those of its authors (Demszky et al. 2020, figure 2; <c>sentiment_mapping.json</c> of google-research/goemotions), where surprise, realization, confusion and curiosity are ambiguous. The labels of speech corpora go where their noun goes; calm is neutral, boredom and frustration are left out.</remarks>
    public static EmotionTaxonomy Sentiment { get; } = PublishedTaxonomies.Sentiment();

    /// <summary>Gets the eight labels of RAVDESS: neutral, calm, happy, sad, angry, fearful, disgust, surprised.</summary>
    /// <remarks>Every label of <see cref="Ekman"/> goes to the adjective of its group (Livingstone and Russo 2018 took Ekman's six and two baselines); calm stays apart, and only calm becomes calm.</remarks>
    public static EmotionTaxonomy Ravdess { get; } = PublishedTaxonomies.Ravdess();

    /// <summary>Gets one noun for each emotion that speech corpora and GoEmotions name in other words: anger for angry and ang, joy for happiness, happy and hap, fear, sadness, disgust, surprise, neutral, calm, boredom.</summary>
    /// <remarks>Nothing is grouped, so that a label of GoEmotions such as gratitude is not known. The words are those of RAVDESS, EmoDB, IEMOCAP and CREMA-D.</remarks>
    public static EmotionTaxonomy Synonyms { get; } = PublishedTaxonomies.Synonyms();

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the labels that others are mapped to, in index order.</summary>
    public EmotionLabels Labels { get; }

    /// <summary>Gets every label that is known, those that are left out among them.</summary>
    public IReadOnlyCollection<string> KnownLabels => field ??= Array.AsReadOnly([.. _map.Keys]);

    /// <summary>Finds what a label becomes.</summary>
    /// <param name="label">The label.</param>
    /// <returns>One of <see cref="Labels"/>; null for a label that is left out.</returns>
    /// <exception cref="EmotionAIException">The label is not known; the message lists those that are.</exception>
    public string? Map(string label) => TryMap(label, out var mapped)
        ? mapped
        : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The taxonomy '{Name}' does not know the label '{label}'; it knows {string.Join(", ", _map.Keys)}.");

    /// <summary>Finds what a label becomes.</summary>
    /// <param name="label">The label.</param>
    /// <param name="mapped">Receives one of <see cref="Labels"/>; null for a label that is left out, and for one that is not known.</param>
    /// <returns>Whether the label is known.</returns>
    public bool TryMap(string label, out string? mapped)
    {
        ArgumentNullException.ThrowIfNull(label);
        return _map.TryGetValue(label, out mapped);
    }

    /// <summary>Describes a model whose answers are merged: its labels are those of <see cref="Labels"/> that a label of the model becomes, in that order.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The description; without thresholds where labels of one group have different ones.</returns>
    /// <exception cref="EmotionAIException">A label of the model is not known, all are left out, or the model gives quantities and not labels.</exception>
    public EmotionClassifierMetadata Merge(EmotionClassifierMetadata model) => new TaxonomyMerge(this, model).Metadata;

    /// <summary>Merges an answer.</summary>
    /// <remarks>
    /// Of a single-label model the probabilities of a group add up, since its labels exclude each other, and the best group is the answer: it may be another one than that of the best label.
    /// Of a multi-label model the score of a group is the best of its labels, and it is accepted where one of them was, each by its own threshold; sums would exceed 1, and a product would take labels for independent that are not.
    /// Scores of labels that are left out go nowhere, so that those of a single-label model then add up to less than 1.
    /// </remarks>
    /// <param name="prediction">The answer.</param>
    /// <param name="model">The model that gave it.</param>
    /// <param name="options">The decision rule, for single-label models; null for the model's own.</param>
    /// <returns>The answer in the labels of <see cref="Merge(EmotionClassifierMetadata)"/>, without logits.</returns>
    /// <exception cref="EmotionAIException">A label of the model is not known, all are left out, or the model gives quantities and not labels.</exception>
    /// <exception cref="ArgumentException">The answer is not one of this model: it has other labels.</exception>
    public EmotionPrediction Merge(EmotionPrediction prediction, EmotionClassifierMetadata model, ClassificationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        options?.Validate();
        return new TaxonomyMerge(this, model).Merge(prediction, options);
    }

    /// <summary>Finds a published taxonomy by its name, in any case: <c>ekman</c>, <c>sentiment</c>, <c>ravdess</c>, <c>synonyms</c>.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The taxonomy; null where there is none of this name.</returns>
    public static EmotionTaxonomy? Find(string name) =>
        new[] { Ekman, Sentiment, Ravdess, Synonyms }.FirstOrDefault(taxonomy => string.Equals(taxonomy.Name, name, StringComparison.OrdinalIgnoreCase));
}
