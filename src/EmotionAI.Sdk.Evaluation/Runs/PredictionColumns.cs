namespace EmotionAI.Evaluation.Runs;

/// <summary>Finds which columns, or keys, hold the truth, the predicted labels and the scores.</summary>
internal static class PredictionColumns
{
    /// <summary>Names that say the truth and nothing else, without case and separators: <c>y_true</c>, <c>y.true</c> and <c>YTrue</c> are one.</summary>
    public static readonly string[] Truth =
    [
        "truth", "ytrue", "true", "truelabel", "truelabels", "trueclass", "trueemotion", "trueemotions", "gold", "goldlabel", "goldlabels", "groundtruth",
        "target", "targets", "actual", "actuallabel", "actuallabels", "actualemotion", "reference", "references", "ytest",
    ];

    /// <summary>Names that may say the truth where nothing else does.</summary>
    public static readonly string[] Label = ["label", "labels", "emotion", "emotions", "class", "category"];

    /// <summary>Names that say what was classified.</summary>
    public static readonly string[] Input = ["input", "text", "path", "file"];

    public static readonly string[] Predicted =
    [
        "ypred", "yhat", "pred", "preds", "predicted", "prediction", "predictions", "predictedlabel", "predictedlabels", "predictedclass", "predictedemotion", "predictedemotions", "predlabel", "predlabels",
    ];

    private static readonly string[] ScorePrefixes = ["p_", "p.", "score_", "scores_", "prob_", "probs_", "proba_", "probability_", ""];
    private static readonly string[] LogitPrefixes = ["logit_", "logits_", .. ScorePrefixes];
    private static readonly string[] TruthPrefixes = ["true_", "y_true_", "truth_", "gold_", "target_", "actual_", "label_", ""];
    private static readonly string[] PredictedPrefixes = ["pred_", "y_pred_", "predicted_"];

    /// <summary>Gets the names that tell a header from a first row of data.</summary>
    public static string[] Headers(EmotionLabels labels) =>
        ["y_true", "true_label", "true_labels", "gold_label", "ground_truth", "y_pred", "predicted_label", "predicted_labels", "y_hat", .. Truth, .. Label, .. Predicted, .. labels, .. labels.Select(label => $"p_{label}")];

    /// <summary>Chooses a column: the one asked for, else the only one whose name is of the first kind that occurs.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="columns">The columns of the file.</param>
    /// <param name="wanted">The column asked for, or null.</param>
    /// <param name="option">The option that asks for one.</param>
    /// <param name="kinds">The names, the plainest kind first.</param>
    /// <returns>The column; null where there is none.</returns>
    /// <exception cref="EmotionAIException">The one asked for is not there, or two of a kind are.</exception>
    public static string? Choose(string path, IEnumerable<string> columns, string? wanted, string option, params IEnumerable<string[]> kinds)
    {
        if (wanted is not null)
        {
            return columns.Contains(wanted) ? wanted : throw Fault(path, $"there is no '{wanted}'; it has {Quote(columns)}");
        }

        foreach (var kind in kinds)
        {
            string[] found = [.. columns.Where(column => kind.Contains(Normalize(column)))];
            if (found.Length > 0)
            {
                return found.Length == 1 ? found[0] : throw Fault(path, $"{Quote(found)} may each be meant; {option} says which");
            }
        }

        return null;
    }

    /// <summary>Finds a column of scores for each label, by its name or its index.</summary>
    /// <param name="columns">The columns of the file.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="areLogits">Whether names of logits count too.</param>
    /// <param name="lone">A column of scores where some labels have one and others have not, which is a fault; else null.</param>
    /// <returns>The columns in label order; null where there are none.</returns>
    public static string[]? Scores(IReadOnlyCollection<string> columns, EmotionLabels labels, bool areLogits, out string? lone)
    {
        var prefixes = areLogits ? LogitPrefixes : ScorePrefixes;
        var found = Find(columns, labels, prefixes) ?? Find(columns, [.. Enumerable.Range(0, labels.Count).Select(index => Invariant($"{index}"))], [.. prefixes]);
        lone = found is not null ? null : prefixes.Where(prefix => prefix.Length > 1).SelectMany(prefix => labels.Select(label => prefix + label)).FirstOrDefault(column => columns.Contains(column));
        return found;
    }

    /// <summary>Says that not every label has a score.</summary>
    public static string DescribeLone(string lone, IEnumerable<string> columns) => $"'{lone}' is a column of scores, and not every label has one; it has {Quote(columns)}.";

    /// <summary>Finds a column of 0 and 1 for each label that says the truth.</summary>
    /// <returns>The columns in label order; null where there are none.</returns>
    public static string[]? TruthIndicators(IReadOnlyCollection<string> columns, EmotionLabels labels) => Find(columns, labels, TruthPrefixes);

    /// <summary>Finds a column of 0 and 1 for each label that says what was predicted.</summary>
    /// <returns>The columns in label order; null where there are none.</returns>
    public static string[]? PredictedIndicators(IReadOnlyCollection<string> columns, EmotionLabels labels) => Find(columns, labels, PredictedPrefixes);

    public static string Normalize(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static string[]? Find(IReadOnlyCollection<string> columns, IReadOnlyCollection<string> names, string[] prefixes) => prefixes
        .Select(prefix => names.Select(name => columns.FirstOrDefault(column => column.Equals(prefix + name, StringComparison.Ordinal))).ToArray())
        .FirstOrDefault(found => !found.Contains(null))!;

    private static string Quote(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));

    private static EmotionAIException Fault(string path, string message) => new(EmotionErrorCodes.InputInvalid, $"'{path}': {message}.", path);
}
