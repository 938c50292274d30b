namespace EmotionAI;

/// <summary>Merges the answers of one model through a taxonomy.</summary>
internal sealed class TaxonomyMerge
{
    private readonly EmotionClassifierMetadata _model;

    /// <summary>Which merged label each label of the model becomes; -1 for one that is left out.</summary>
    private readonly int[] _targets;
    private readonly bool _isSum;

    /// <exception cref="EmotionAIException">A label of the model is not known, all are left out, or the model gives quantities and not labels.</exception>
    public TaxonomyMerge(EmotionTaxonomy taxonomy, EmotionClassifierMetadata model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.ProblemType == ProblemType.Regression)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{model.ModelId}' gives quantities and not labels; single-label and multi-label models can be merged by the taxonomy '{taxonomy.Name}'.");
        }

        string?[] mapped = [.. model.Labels.Select(taxonomy.Map)];
        if (mapped.All(label => label is null))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"The taxonomy '{taxonomy.Name}' leaves out every label of '{model.ModelId}': {string.Join(", ", model.Labels)}.");
        }

        var labels = new EmotionLabels(taxonomy.Labels.Where(mapped.Contains));
        _model = model;
        _targets = [.. mapped.Select(label => label is null ? -1 : labels.IndexOf(label))];
        _isSum = model.ProblemType == ProblemType.SingleLabel;
        Metadata = new EmotionClassifierMetadata
        {
            ModelId = model.ModelId,
            Labels = labels,
            ProblemType = model.ProblemType,
            Thresholds = ThresholdsOf(labels.Count),
            ScoreScale = model.ScoreScale,
            TopK = model.TopK,
            MaxLength = model.MaxLength,
            Languages = model.Languages,
            SampleRate = model.SampleRate,
            MaxDuration = model.MaxDuration,
            IsMock = model.IsMock,
        };
    }

    /// <summary>Gets the description of the model with merged labels.</summary>
    public EmotionClassifierMetadata Metadata { get; }

    /// <exception cref="ArgumentException">The answer has other labels than the model.</exception>
    public EmotionPrediction Merge(EmotionPrediction prediction, ClassificationOptions? options)
    {
        var scores = Merge(prediction.Scores);
        return new EmotionPrediction
        {
            Labels = Accept(prediction, scores, options),
            Scores = scores,
            Top = scores.MaxBy(score => score.Score),
            ModelId = prediction.ModelId,
            IsMock = prediction.IsMock,
            IsTruncated = prediction.IsTruncated,
            IsIncomplete = prediction.IsIncomplete,
            Quality = prediction.Quality,
            TextQuality = prediction.TextQuality,
            Senses = prediction.Senses,
            Windows = [.. prediction.Windows.Select(window => new EmotionWindow { Start = window.Start, End = window.End, Scores = Merge(window.Scores) })],
        };
    }

    private EmotionScore[] Merge(IReadOnlyList<EmotionScore> scores)
    {
        if (scores.Count != _targets.Length || !scores.Select(score => score.Label).SequenceEqual(_model.Labels))
        {
            throw new ArgumentException($"The answer has the labels {string.Join(", ", scores.Select(score => score.Label))}; those of '{_model.ModelId}' are {string.Join(", ", _model.Labels)}.", nameof(scores));
        }

        var merged = new double[Metadata.Labels.Count];
        for (var i = 0; i < _targets.Length; i++)
        {
            if (_targets[i] is >= 0 and var target)
            {
                merged[target] = _isSum ? merged[target] + scores[i].Score : Math.Max(merged[target], scores[i].Score);
            }
        }

        return [.. merged.Select((score, i) => new EmotionScore(Metadata.Labels[i], (float)Math.Min(1, score)))];
    }

    private EmotionScore[] Accept(EmotionPrediction prediction, EmotionScore[] scores, ClassificationOptions? options)
    {
        if (prediction is { Labels.Count: 0, NoSpeech: not null })
        {
            return [];
        }

        var threshold = options?.Threshold ?? (_isSum ? Common(_model.Thresholds) : null);
        var isBest = _isSum && threshold is null && _model.Thresholds.Count == 0;
        var accepted = isBest || (_isSum && threshold is not null)
            ? scores.Where(score => isBest || score.Score >= threshold)
            : Members(prediction).Distinct().Select(target => scores[target]);
        return [.. accepted.OrderByDescending(score => score.Score).Take(options?.TopK ?? _model.TopK ?? (isBest ? 1 : scores.Length))];
    }

    /// <summary>Lists the groups of the labels that were accepted, in the order of the groups.</summary>
    private IEnumerable<int> Members(EmotionPrediction prediction) =>
        prediction.Labels.Select(label => _targets[_model.Labels.IndexOf(label.Label)]).Where(target => target >= 0).Order();

    private double[] ThresholdsOf(int labels)
    {
        if (_model.Thresholds.Count != _targets.Length)
        {
            return [];
        }

        double?[] common = [.. Enumerable.Range(0, labels).Select(target => Common(_model.Thresholds.Where((_, i) => _targets[i] == target)))];
        return common.All(threshold => threshold is not null) ? [.. common.Select(threshold => threshold!.Value)] : [];
    }

    private static double? Common(IEnumerable<double> thresholds)
    {
        double[] distinct = [.. thresholds.Distinct().Take(2)];
        return distinct.Length == 1 ? distinct[0] : null;
    }
}
