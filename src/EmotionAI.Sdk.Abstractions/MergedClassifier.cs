namespace EmotionAI;

/// <summary>Answers as another classifier does, in the labels of a taxonomy.</summary>
internal sealed class MergedClassifier<TInput>(IEmotionClassifier<TInput> classifier, EmotionTaxonomy taxonomy) : IEmotionClassifier<TInput>
{
    private readonly TaxonomyMerge _merge = new(taxonomy, classifier.Metadata);

    public EmotionClassifierMetadata Metadata => _merge.Metadata;

    public EmotionPrediction Classify(TInput input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        _merge.Merge(classifier.Classify(input, Uncut(options), cancellationToken), options);

    public IReadOnlyList<EmotionPrediction> ClassifyBatch(IReadOnlyList<TInput> inputs, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        Array.AsReadOnly([.. classifier.ClassifyBatch(inputs, Uncut(options), cancellationToken).Select(prediction => _merge.Merge(prediction, options))]);

    public async ValueTask<EmotionPrediction> ClassifyAsync(TInput input, ClassificationOptions? options = null, CancellationToken cancellationToken = default) =>
        _merge.Merge(await classifier.ClassifyAsync(input, Uncut(options), cancellationToken).ConfigureAwait(false), options);

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? classifier.GetService(serviceType, serviceKey)
            : serviceType.IsInstanceOfType(this) ? this
            : serviceType == typeof(EmotionClassifierMetadata) ? Metadata
            : serviceType == typeof(EmotionTaxonomy) ? taxonomy
            : classifier.GetService(serviceType);
    }

    public void Dispose() => classifier.Dispose();

    public ValueTask DisposeAsync() => classifier.DisposeAsync();

    /// <summary>Labels are counted when they are merged, not before.</summary>
    private ClassificationOptions Uncut(ClassificationOptions? options)
    {
        var uncut = options?.Clone() ?? new ClassificationOptions();
        uncut.TopK = Math.Max(1, classifier.Metadata.Labels.Count);
        return uncut;
    }
}
