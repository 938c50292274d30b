namespace EmotionAI.Evaluation.Reports;

/// <summary>Holds a part of the page.</summary>
/// <param name="Id">The anchor.</param>
/// <param name="Title">The heading.</param>
/// <param name="Write">Writes what is below the heading.</param>
internal sealed record ReportSection(string Id, string Title, Action<HtmlWriter, ReportSubject> Write);
