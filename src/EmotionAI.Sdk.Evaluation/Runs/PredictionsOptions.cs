using System.Text;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Runs;

/// <summary>Says how to read predictions that were made elsewhere.</summary>
public sealed class PredictionsOptions
{
    /// <summary>Gets or sets the labels in index order.</summary>
    public required EmotionLabels Labels { get; set; }

    /// <summary>Gets or sets the format of the predictions, and of a truth whose name does not tell its own.</summary>
    /// <value>The default value is null: what the ending of the name says.</value>
    public RowFormat? Format { get; set; }

    /// <summary>Gets or sets what quotes mean in CSV and TSV.</summary>
    /// <value>The default value is <see cref="RowQuoting.Auto"/>.</value>
    public RowQuoting Quoting { get; set; }

    /// <summary>Gets or sets the encoding of the files; a byte order mark overrules it.</summary>
    /// <value>The default value is null: UTF-8.</value>
    public Encoding? Encoding { get; set; }

    /// <summary>Gets or sets the column or key of what was classified.</summary>
    /// <value>The default value is null: the usual names, <c>input</c>, <c>text</c>, <c>path</c> and <c>file</c>; else none.</value>
    public string? InputColumn { get; set; }

    /// <summary>Gets or sets the file of the truth: <c>.npy</c>, a table or JSON lines, with a column of labels or one of 0 and 1 for each label.</summary>
    /// <value>The default value is null: the truth is in the file of the predictions.</value>
    public string? TruthPath { get; set; }

    /// <summary>Gets or sets the file of the predicted labels beside a <c>.npy</c> of scores, in the forms of <see cref="TruthPath"/>.</summary>
    /// <value>The default value is null: they are in the file of the predictions, or follow from the scores.</value>
    public string? PredictedPath { get; set; }

    /// <summary>Gets or sets the column or key of the truth.</summary>
    /// <value>The default value is null: found by its name; <c>truth</c>, <c>y_true</c>, <c>true_label</c>, <c>gold</c>, … come before <c>label</c>, <c>emotion</c>, ….</value>
    public string? TruthColumn { get; set; }

    /// <summary>Gets or sets the column or key of the predicted labels.</summary>
    /// <value>The default value is null: found by its name, such as <c>y_pred</c> or <c>predicted</c>.</value>
    public string? PredictedColumn { get; set; }

    /// <summary>Gets or sets whether the scores are what a model gives before softmax (single-label) or sigmoid (multi-label).</summary>
    /// <value>The default value is false: they are from 0 to 1, and others are refused.</value>
    public bool AreLogits { get; set; }

    /// <summary>Gets or sets the factor on logits before softmax or sigmoid: 1 / temperature.</summary>
    /// <value>The default value is 1.</value>
    public double LogitScale { get; set; } = 1;

    /// <summary>Gets or sets what learns how many lines of a table or of JSON are read.</summary>
    /// <value>The default value is null.</value>
    public IProgress<int>? Progress { get; set; }

    /// <summary>Gets or sets how the scores relate to each other.</summary>
    /// <value>The default value is null: multi-label where there are <see cref="Thresholds"/> or a sample has not exactly one label.</value>
    public ProblemType? ProblemType { get; set; }

    /// <summary>Gets or sets the threshold of each label, for multi-label scores without predicted labels.</summary>
    /// <value>The default value is null: 0.5.</value>
    public IReadOnlyList<double>? Thresholds { get; set; }

    /// <summary>Gets or sets the largest number of labels that multi-label scores are decided to have, the best first.</summary>
    /// <value>The default value is null: no bound.</value>
    public int? TopK { get; set; }

    /// <summary>Gets or sets whether scores are decided anew where the file gives predicted labels too.</summary>
    /// <value>The default value is false.</value>
    public bool IsDecidedAnew { get; set; }

    /// <summary>Gets or sets the name of the model.</summary>
    /// <value>The default value is <c>predictions</c>.</value>
    public string ModelId { get; set; } = "predictions";

    /// <summary>Gets or sets whether the first fault is an exception.</summary>
    /// <value>The default value is false: a line with a fault is left out and listed.</value>
    public bool IsStrict { get; set; }

    /// <summary>Gets or sets what is told of each line with bytes that are not valid in the encoding of the file: file, line from 1, name of the encoding. Such a line is a problem of its own in any case.</summary>
    /// <value>The default value is null: nobody.</value>
    public Action<string, int, string>? OnInvalidBytes { get; set; }

    /// <summary>Gets how to read a file.</summary>
    /// <param name="format">Its format; null for what its name tells.</param>
    internal RowOptions Rows(RowFormat? format) => new()
    {
        Format = format,
        Quoting = Quoting,
        Encoding = Encoding,
        OnInvalidBytes = OnInvalidBytes,
        KeepsEmptyRows = TruthPath is not null,
        IsLabel = label => Labels.IndexOf(label) >= 0,
    };
}
