using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Training.Data;

/// <summary>Says how data is read and divided, for texts and recordings alike.</summary>
public abstract class PreparationOptions
{
    private protected PreparationOptions()
    {
    }

    /// <summary>Gets or sets how tables are read: columns, names of label ids, encoding.</summary>
    /// <value>The default value is null: the usual names of columns, UTF-8.</value>
    public DatasetOptions? Table { get; set; }

    /// <summary>Gets or sets how the data is divided.</summary>
    /// <value>The default value is null: a tenth each for dev and test, or the parts that the source has.</value>
    public SplitOptions? Split { get; set; }

    /// <summary>Gets or sets what the labels of the source become; null leaves the label out. One that is not named stays as it is, and a remark counts it.</summary>
    /// <value>The default value is null: no label is changed.</value>
    public IReadOnlyDictionary<string, string?>? LabelMap { get; set; }

    /// <summary>Gets or sets the labels to keep, in the order of the model's outputs, after <see cref="LabelMap"/>. A sample with others only is left out and counted.</summary>
    /// <value>The default value is null: all, in the order of the corpus where it has one, else by name.</value>
    public IReadOnlyList<string>? Labels { get; set; }

    /// <summary>Gets or sets the name of the corpus for the records.</summary>
    /// <value>The default value is null: that of the corpus that was recognised; else none.</value>
    public string? Source { get; set; }

    /// <summary>Gets or sets the licence of the data, such as <c>CC-BY-4.0</c>.</summary>
    /// <value>The default value is null: that of the corpus that was recognised; else none.</value>
    public string? Licence { get; set; }

    /// <summary>Gets or sets whether the first fault, and a speaker that is in two parts, is an exception.</summary>
    /// <value>The default value is false: a sample with a fault is left out and listed, and a remark tells of the speakers.</value>
    public bool IsStrict { get; set; }

    /// <summary>Gets or sets what is told how many samples were gone through.</summary>
    /// <value>The default value is null: nobody.</value>
    public IProgress<int>? Progress { get; set; }
}
