namespace EmotionAI.Formats;

/// <summary>Tells what is wrong with a list of labels.</summary>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Key">The key concerned; empty where the whole file is.</param>
/// <param name="Found">What was found.</param>
/// <param name="Allowed">What is allowed.</param>
internal readonly record struct LabelFault(LabelFaultKind Kind, string Key, string Found, string Allowed);

/// <summary>Names the kinds of fault.</summary>
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
