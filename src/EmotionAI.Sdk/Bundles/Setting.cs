namespace EmotionAI.Bundles;

/// <summary>Holds a value of a settings file together with where it was said.</summary>
/// <param name="Value">The value.</param>
/// <param name="Path">The file.</param>
/// <param name="Key">The key, as written there.</param>
internal sealed record Setting<T>(T Value, string Path, string Key);
