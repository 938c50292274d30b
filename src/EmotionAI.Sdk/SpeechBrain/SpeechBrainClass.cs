namespace EmotionAI.SpeechBrain;

/// <summary>Describes one Python class that a role may name: its path, and its constructor's parameters in order.</summary>
/// <param name="Path">The dotted path.</param>
/// <param name="Parameters">The parameters, in the order of positional arguments.</param>
internal sealed record SpeechBrainClass(string Path, params IReadOnlyList<string> Parameters);
