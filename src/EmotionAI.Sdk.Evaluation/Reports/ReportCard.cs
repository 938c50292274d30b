using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Evaluation.Reports;

/// <summary>Holds what a report says of a model beside its figures; what is not known is left out of the page.</summary>
public sealed record ReportCard
{
    /// <summary>Gets what was measured on what: <c>model_meta.json</c> of the evaluation.</summary>
    public ModelMeta Evaluation { get; init; } = new();

    /// <summary>Gets where the model comes from: <c>model_meta.json</c> of the model folder.</summary>
    public ModelMeta? Model { get; init; }

    /// <summary>Gets the labels, the decision rule and the input of the model.</summary>
    public EmotionClassifierMetadata? Classifier { get; init; }

    /// <summary>Gets the kind of model folder, such as <c>Hugging Face text classifier</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Gets the maker's model card in Markdown: <c>MODEL_CARD.md</c>. HTML in it is shown as text, pictures as their description.</summary>
    public string? ModelCard { get; init; }

    /// <summary>Gets the most examples of each kind of mistake; 0 shows none, for data that must stay private.</summary>
    /// <value>The default value is 12.</value>
    public int ExampleCount { get; init; } = 12;
}
