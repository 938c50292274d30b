namespace EmotionAI.Cli.Input;

/// <summary>Is one input on its way to the model.</summary>
/// <param name="Index">Its number, from 0.</param>
/// <param name="Name">The text, or the name of the file.</param>
/// <param name="Value">What the model reads; null where it could not be read.</param>
/// <param name="Error">Why it could not be read.</param>
/// <param name="Passed">What of its row goes on to the result.</param>
internal readonly record struct InputItem<T>(long Index, string Name, T? Value, EmotionAIException? Error = null, PassedFields? Passed = null)
    where T : class;
