namespace EmotionAI.Formats;

/// <summary>Tells what is wrong with a list of labels.</summary>
/// <param name="Kind">The kind of fault.</param>
/// <param name="Key">The key concerned; empty where the whole file is.</param>
/// <param name="Found">What was found.</param>
/// <param name="Allowed">What is allowed.</param>
internal readonly record struct LabelFault(LabelFaultKind Kind, string Key, string Found, string Allowed);
