namespace EmotionAI.Evaluation.Datasets;

/// <summary>Says how inputs lie in a file.</summary>
public enum RowFormat
{
    /// <summary>One input a line.</summary>
    Lines,

    /// <summary>Comma-separated values with a header; semicolons and tabs are found too.</summary>
    Csv,

    /// <summary>Tab-separated values, with a header or without.</summary>
    Tsv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}
