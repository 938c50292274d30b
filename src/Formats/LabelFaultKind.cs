namespace EmotionAI.Formats;

/// <summary>Names the kinds of fault of a list of labels.</summary>
internal enum LabelFaultKind
{
    /// <summary>A value that is neither label nor index, or a form that is not known.</summary>
    Value,

    /// <summary>A label or an index that occurs twice.</summary>
    Duplicate,

    /// <summary>Indices that are not 0 to n-1.</summary>
    Gap,

    /// <summary>No label.</summary>
    Count,
}
