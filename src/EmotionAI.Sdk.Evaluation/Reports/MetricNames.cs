namespace EmotionAI.Evaluation.Reports;

/// <summary>Says in words what the keys of <c>metrics_overall.json</c> are.</summary>
internal static class MetricNames
{
    private static readonly Dictionary<string, (string Title, string Meaning)> Known = new(StringComparer.Ordinal)
    {
        ["macro_f1"] = ("Macro F1", "The mean of the F1 of all labels; each label counts the same, rare or not."),
        ["micro_f1"] = ("Micro F1", "The F1 over all decisions together; frequent labels count most."),
        ["weighted_f1"] = ("Weighted F1", "The mean of the F1 of all labels, weighted by how often each occurs."),
        ["samples_f1"] = ("Samples F1", "The mean over samples of the F1 of the sample's own labels."),
        ["subset_accuracy"] = ("Subset accuracy", "The share of samples whose whole set of labels is right."),
        ["accuracy"] = ("Accuracy", "The share of samples whose label is right."),
        ["uar"] = ("Unweighted average recall", "The mean of the recall of all labels, also called balanced accuracy."),
        ["hamming_loss"] = ("Hamming loss", "The share of single decisions that are wrong; lower is better."),
        ["roc_auc_macro"] = ("ROC-AUC, macro", "How often a sample with a label scores above one without, mean over labels; 0.5 is chance."),
        ["roc_auc_micro"] = ("ROC-AUC, micro", "The same over all decisions together."),
        ["average_precision_macro"] = ("Average precision, macro", "The area under the precision–recall curve, mean over labels."),
        ["log_loss"] = ("Log loss", "How surprised the scores are by the truth; lower is better."),
        ["ece"] = ("Expected calibration error", "How far the confidence is from the share that is right, in ten bins of equal width; lower is better."),
        ["micro_precision"] = ("Micro precision", "The share of all labels given that are right."),
        ["micro_recall"] = ("Micro recall", "The share of all true labels that are found."),
        ["macro_precision"] = ("Macro precision", "The mean of the precision of all labels."),
        ["macro_recall"] = ("Macro recall", "The mean of the recall of all labels."),
        ["weighted_precision"] = ("Weighted precision", "The mean of the precision of all labels, weighted by how often each occurs."),
        ["weighted_recall"] = ("Weighted recall", "The mean of the recall of all labels, weighted by how often each occurs."),
        ["samples_precision"] = ("Samples precision", "The mean over samples of the share of the labels given that are right."),
        ["samples_recall"] = ("Samples recall", "The mean over samples of the share of the true labels that are found."),
    };

    public static string TitleOf(string key) => Known.TryGetValue(key, out var known) ? known.Title : key;

    public static string MeaningOf(string key) => Known.TryGetValue(key, out var known) ? known.Meaning : "";
}
