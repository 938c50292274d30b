namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Names how many figures go into <c>metrics_overall.json</c>.</summary>
internal enum OverallMetricsDetail
{
    /// <summary>The keys of the seed: averages, accuracy, and ROC-AUC of a multi-label model with scores.</summary>
    Basic,

    /// <summary>Those and, with scores, average precision of a multi-label model, log loss and calibration error of a single-label one.</summary>
    Scores,
}
