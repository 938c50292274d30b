using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Makes a page about a model: what it is, how good it is, where it fails, and what it is not for.</summary>
/// <remarks>
/// Safe for concurrent use. The page is one HTML file that loads nothing and runs nothing; texts of the data, of the model folder and of the model card are shown and never interpreted.
/// The same input gives the same page.
/// </remarks>
public static class ModelReport
{
    /// <summary>Makes the page.</summary>
    /// <param name="measurement">The figures and the answers they come from.</param>
    /// <param name="card">What else is known of the model; null for nothing.</param>
    /// <returns>The HTML document.</returns>
    /// <exception cref="ArgumentException">The labels of the classifier are not those that were measured, or the number of examples is negative.</exception>
    public static string Create(ModelMeasurement measurement, ReportCard? card = null)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return Create(ReportFigures.Of(measurement), card);
    }

    /// <summary>Makes the page of figures that may come from files without answers; what these lack is left out.</summary>
    internal static string Create(ReportFigures figures, ReportCard? card)
    {
        card ??= new ReportCard();
        ArgumentOutOfRangeException.ThrowIfNegative(card.ExampleCount, nameof(card));
        if (card.Classifier is { } classifier && !classifier.Labels.SequenceEqual(figures.Labels))
        {
            throw new ArgumentException("The labels of the classifier are not those that were measured; the same labels in the same order are allowed.", nameof(card));
        }

        var subject = new ReportSubject(figures, card);
        return ReportPage.Write(
            subject,
            [
                new ReportSection("model", "The model", ModelSection.Write),
                new ReportSection("figures", "Figures", FiguresSection.Write),
                new ReportSection("labels", "Label by label", LabelsSection.Write),
                new ReportSection("pictures", "Pictures", PicturesSection.Write),
                .. card.ExampleCount > 0 && figures.Answers is not null ? [new ReportSection("mistakes", "Its worst mistakes", MistakesSection.Write)] : Array.Empty<ReportSection>(),
                new ReportSection("limits", "Limits", LimitsSection.Write),
                .. card.ModelCard is null ? Array.Empty<ReportSection>() : [new ReportSection("card", "Model card of its makers", ModelCardSection.Write)],
                new ReportSection("licence", "Licence", LicenceSection.Write),
            ]);
    }
}
