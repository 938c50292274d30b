using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Is a page about a model: what it is, how good it is, where it fails, and what it is not for. What is not known is left out of it.</summary>
/// <remarks>
/// Not safe for concurrent use. The page is one HTML file that loads nothing and runs nothing; texts of the data, of the model folder and of the model card are shown and never interpreted.
/// The same input gives the same page.
/// </remarks>
/// <example>
/// <code>
/// var report = ModelReport.Read("eval_test");
/// report.ModelCard = File.ReadAllText("MODEL_CARD.md");
/// File.WriteAllText("report.html", report.ToHtml());
/// </code>
/// </example>
public sealed class ModelReport
{
    private readonly ReportFigures _figures;

    internal ModelReport(ReportFigures figures, ModelMeta evaluation)
    {
        _figures = figures;
        Evaluation = evaluation;
    }

    /// <summary>Gets the labels in index order.</summary>
    public EmotionLabels Labels => _figures.Labels;

    /// <summary>Gets or sets what was measured on what: <c>model_meta.json</c> of the evaluation.</summary>
    public ModelMeta Evaluation { get; set; }

    /// <summary>Gets or sets where the model comes from: <c>model_meta.json</c> of the model folder.</summary>
    public ModelMeta? Model { get; set; }

    /// <summary>Gets or sets the labels, the decision rule and the input of the model.</summary>
    public EmotionClassifierMetadata? Classifier { get; set; }

    /// <summary>Gets or sets the kind of model folder, such as <c>Hugging Face text classifier</c>.</summary>
    public string? Kind { get; set; }

    /// <summary>Gets or sets the maker's model card in Markdown: <c>MODEL_CARD.md</c>. HTML in it is shown as text, pictures as their description; a card that is made to take long, or nested too deep, is shown as it is.</summary>
    public string? ModelCard { get; set; }

    /// <summary>Gets or sets the most examples of each kind of mistake; 0 shows none, for data that must stay private.</summary>
    /// <value>The default value is 12.</value>
    public int ExampleCount { get; set; } = 12;

    /// <summary>Makes a report of figures that were just measured.</summary>
    /// <param name="measurement">The figures and the answers they come from.</param>
    /// <returns>The report.</returns>
    public static ModelReport Of(ModelMeasurement measurement)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        return new ModelReport(ReportFigures.Of(measurement), new ModelMeta());
    }

    /// <summary>Makes a report of files: an <c>eval_test</c> folder with answers, one of figures alone, or a classification report in CSV. What the files lack is left out.</summary>
    /// <param name="path">The folder, or the CSV file.</param>
    /// <param name="classifier">The model that was measured; null where it is not at hand.</param>
    /// <param name="cancellationToken">Ends the computation of intervals early.</param>
    /// <returns>The report.</returns>
    /// <exception cref="EmotionAIException">A file is missing or malformed, or the files, or the model and they, do not belong together.</exception>
    public static ModelReport Read(string path, EmotionClassifierMetadata? classifier = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return StoredEvaluation.Read(path, classifier, cancellationToken);
    }

    /// <summary>Writes the page.</summary>
    /// <returns>The HTML document.</returns>
    /// <exception cref="InvalidOperationException">The labels of the classifier are not those that were measured, or the number of examples is negative.</exception>
    public string ToHtml()
    {
        if (ExampleCount < 0)
        {
            throw new InvalidOperationException(Invariant($"{nameof(ExampleCount)} is {ExampleCount}; 0 or more is allowed."));
        }

        if (Classifier is { } classifier && !classifier.Labels.SequenceEqual(Labels))
        {
            throw new InvalidOperationException("The labels of the classifier are not those that were measured; the same labels in the same order are allowed.");
        }

        return ReportPage.Write(
            new ReportSubject(_figures, this),
            [
                new ReportSection("model", "The model", ModelSection.Write),
                new ReportSection("figures", "Figures", FiguresSection.Write),
                new ReportSection("labels", "Label by label", LabelsSection.Write),
                new ReportSection("pictures", "Pictures", PicturesSection.Write),
                .. _figures.Voices.Count > 0 ? [new ReportSection("voices", "Voices of right and wrong answers", VoicesSection.Write)] : Array.Empty<ReportSection>(),
                .. ExampleCount > 0 && _figures.Answers is not null ? [new ReportSection("mistakes", "Its worst mistakes", MistakesSection.Write)] : Array.Empty<ReportSection>(),
                new ReportSection("limits", "Limits", LimitsSection.Write),
                .. ModelCard is null ? Array.Empty<ReportSection>() : [new ReportSection("card", "Model card of its makers", ModelCardSection.Write)],
                new ReportSection("licence", "Licence", LicenceSection.Write),
            ]);
    }
}
