using System.Text;
using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Says how to read a data set.</summary>
public sealed class DatasetOptions
{
    /// <summary>Gets or sets the column of the text or of the audio path: a header, a JSON key, or the number of the column, from 0, where there is no header.</summary>
    /// <value>The default value is null: the usual names, such as <c>text</c> or <c>path</c>; else column 0.</value>
    public string? InputColumn { get; set; }

    /// <summary>Gets or sets the column of the labels.</summary>
    /// <value>The default value is null: the usual names, such as <c>label</c> or <c>emotions</c>; else column 1.</value>
    public string? LabelColumn { get; set; }

    /// <summary>Gets or sets the column of the speaker.</summary>
    /// <value>The default value is null: the usual names, such as <c>speaker</c> or <c>actor</c>; else none.</value>
    public string? SpeakerColumn { get; set; }

    /// <summary>Gets or sets the file that names label ids: one label a line, or a <c>labels.json</c> in any of its forms.</summary>
    /// <value>The default value is null: <c>labels.txt</c> or <c>labels.json</c> beside the data.</value>
    public string? LabelNamesPath { get; set; }

    /// <summary>Gets or sets the speakers to keep.</summary>
    /// <value>The default value is null: all.</value>
    public IReadOnlyCollection<string>? Speakers { get; set; }

    /// <summary>Gets or sets whether the first fault is an exception.</summary>
    /// <value>The default value is false: a sample with a fault is left out and listed.</value>
    public bool IsStrict { get; set; }

    /// <summary>Gets or sets the columns to leave alone.</summary>
    /// <value>The default value is null: none. Columns that hold neither input, labels nor speaker are left alone in any case.</value>
    public IReadOnlyCollection<string>? IgnoredColumns { get; set; }

    /// <summary>Gets or sets what tells the labels that the model knows, in the words of the data. Where each label has a column of its own, these names are the columns.</summary>
    /// <value>The default value is null: the names of <see cref="LabelNamesPath"/>, else the columns that hold 0 and 1 in most rows.</value>
    public Func<string, bool>? IsLabel { get; set; }

    /// <summary>Gets or sets what tells the dimension that a column holds the true values of, such as <c>arousal</c>; null for another column. The data then have values and no labels (<see cref="DatasetSample.Dimensions"/>).</summary>
    /// <value>The default value is null: the data have labels.</value>
    public Func<string, string?>? DimensionOf { get; set; }

    /// <summary>Gets or sets the format of the file.</summary>
    /// <value>The default value is null: what the ending of its name says.</value>
    public RowFormat? Format { get; set; }

    /// <summary>Gets or sets what quotes mean in CSV and TSV.</summary>
    /// <value>The default value is <see cref="RowQuoting.Auto"/>.</value>
    public RowQuoting Quoting { get; set; }

    /// <summary>Gets or sets the encoding of the file; a byte order mark overrules it.</summary>
    /// <value>The default value is null: UTF-8.</value>
    public Encoding? Encoding { get; set; }

    /// <summary>Gets or sets what is told of each line with bytes that are not valid in the encoding of the file: file, line from 1, name of the encoding. Such a line is a problem of its own in any case.</summary>
    /// <value>The default value is null: nobody.</value>
    public Action<string, int, string>? OnInvalidBytes { get; set; }

    internal RowOptions Rows => new() { Format = Format, Quoting = Quoting, Encoding = Encoding, IsLabel = IsLabel, OnInvalidBytes = OnInvalidBytes };
}
