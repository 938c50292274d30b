namespace EmotionAI.Mocks;

/// <summary>Reads the answers that a test gives to a mock.</summary>
internal static class MockAnswer
{
    /// <exception cref="InvalidOperationException">There is no such label.</exception>
    public static int IndexOf(EmotionLabels labels, string label) => labels.IndexOf(label) is >= 0 and var index
        ? index
        : throw new InvalidOperationException($"The answer '{label}' is not a label of the mock; its labels are {string.Join(", ", labels)}.");
}
