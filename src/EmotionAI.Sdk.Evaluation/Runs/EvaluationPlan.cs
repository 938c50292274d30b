using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Decides which samples a model can be measured on.</summary>
internal sealed class EvaluationPlan
{
    private readonly EmotionClassifierMetadata _model;
    private readonly EvaluationOptions _options;
    private readonly List<PlannedSample> _samples = [];
    private readonly EvaluationFaults _faults;
    private int _leftOut;

    private EvaluationPlan(Dataset data, EmotionClassifierMetadata model, EvaluationOptions options)
    {
        _model = model;
        _options = options;
        _faults = new EvaluationFaults(data, options.IsStrict);
    }

    public IReadOnlyList<PlannedSample> Samples => _samples;

    /// <exception cref="EmotionAIException">The model gives quantities, or no sample is left; in strict mode, any fault.</exception>
    public static EvaluationPlan Create(Dataset data, EmotionClassifierMetadata model, EvaluationOptions options)
    {
        if (model.ProblemType == ProblemType.Regression)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{model.ModelId}' gives quantities and not labels; single-label and multi-label models are allowed. {nameof(DimensionEvaluation)}, or 'emotionai evaluate', measures quantities.");
        }

        var plan = new EvaluationPlan(data, model, options);
        foreach (var sample in data.Samples)
        {
            plan.Add(sample);
        }

        return plan._samples.Count > 0 ? plan : throw plan._faults.NothingLeft();
    }

    /// <summary>Puts the answers together.</summary>
    /// <exception cref="EmotionAIException">Every sample failed; in strict mode, one.</exception>
    public EvaluatedModel Finish(IReadOnlyList<SampleAnswer> answers) => new()
    {
        ModelId = _model.ModelId,
        Labels = _model.Labels,
        ProblemType = _model.ProblemType,
        Thresholds = _options.Decision?.Threshold is { } threshold ? [.. Enumerable.Repeat(threshold, _model.Labels.Count)] : _model.Thresholds,
        Samples = _faults.Sift(_samples, answers),
        Problems = _faults.All,
        LeftOutCount = _leftOut,
    };

    private void Add(DatasetSample sample)
    {
        if (!_options.LabelMap.TryMap(sample.Labels, _model.Labels, out var truth, out var unknown))
        {
            _leftOut += unknown is null ? 1 : 0;
            if (unknown is not null)
            {
                _faults.Report(sample, $"the label '{unknown}' is not one of the model's: {string.Join(", ", _model.Labels)}. A label map says which of them it is.");
            }
        }
        else if (_model.ProblemType == ProblemType.SingleLabel && truth.Count != 1)
        {
            _faults.Report(sample, $"{truth.Count} labels; the model gives one, so one is allowed.");
        }
        else
        {
            _samples.Add(new PlannedSample(sample, truth));
        }
    }
}
