namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Computes a figure of some samples.</summary>
/// <param name="rows">The samples, from 0; one may occur more than once. The span is reused after the call.</param>
/// <returns>The figure; NaN where it is undefined for these samples.</returns>
internal delegate double ResampledMetric(ReadOnlySpan<int> rows);
