using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Collects what a reading comes upon: faults, what is left out by rule, and how the corpus orders its labels.</summary>
internal sealed class CorpusReading(PreparationOptions options, CancellationToken cancellationToken)
{
    private readonly List<DatasetProblem> _problems = [];
    private readonly SortedDictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private readonly List<string> _remarks = [];

    public CancellationToken CancellationToken => cancellationToken;

    public DatasetOptions Table => options.Table ?? new DatasetOptions();

    /// <summary>Gets the options of recordings.</summary>
    public AudioPreparationOptions Audio => (AudioPreparationOptions)options;

    /// <summary>Gets the options of texts.</summary>
    public TextPreparationOptions Text => (TextPreparationOptions)options;

    /// <summary>Gets or sets the labels in the order of the corpus; null where it has none.</summary>
    public IReadOnlyList<string>? LabelOrder { get; set; }

    /// <summary>Gets or sets the corpus that was found in a layout of anybody's data; null for none.</summary>
    public (string Name, string Licence)? Corpus { get; set; }

    /// <summary>Gets what had a fault, by file and line.</summary>
    public IReadOnlyList<DatasetProblem> Problems => _problems;

    /// <summary>Gets what else there is to say, a sentence each.</summary>
    public IEnumerable<string> Remarks => _leftOut.Select(pair => Invariant($"{pair.Value} left out: {pair.Key}.")).Concat(_remarks);

    /// <summary>Lists a fault.</summary>
    /// <exception cref="EmotionAIException">The reading is strict.</exception>
    public void Report(string path, int line, string message)
    {
        var problem = new DatasetProblem(path, line, message);
        if (options.IsStrict)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"{problem}", path);
        }

        _problems.Add(problem);
    }

    /// <summary>Counts what is left out by rule.</summary>
    /// <param name="reason">What it is, and why it is left out.</param>
    /// <param name="count">How many.</param>
    public void LeaveOut(string reason, int count = 1) => _leftOut[reason] = _leftOut.GetValueOrDefault(reason) + count;

    public void Remark(string sentence) => _remarks.Add(sentence);
}
