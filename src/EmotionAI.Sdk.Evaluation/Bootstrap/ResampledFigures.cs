namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Computes several figures of some samples at once.</summary>
/// <remarks>Must be safe for concurrent use: resamples are computed side by side.</remarks>
/// <param name="rows">The samples, from 0; one may occur more than once.</param>
/// <param name="values">Takes the figures; NaN where one is undefined for these samples.</param>
internal delegate void ResampledFigures(ReadOnlySpan<int> rows, Span<double> values);
