namespace EmotionAI.Evaluation.Datasets;

/// <summary>Says what a quote at the start of a field means.</summary>
public enum RowQuoting
{
    /// <summary>As the format has it: <see cref="Csv"/> in CSV, <see cref="None"/> in TSV.</summary>
    Auto,

    /// <summary>The field goes on to the closing quote, over separators and line ends (RFC 4180). A quote anywhere else is text.</summary>
    Csv,

    /// <summary>A quote is text wherever it stands, and a row is a line.</summary>
    None,
}
