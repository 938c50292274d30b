namespace EmotionAI.Cli.Input;

/// <summary>Gives the inputs in portions, so that memory does not grow with their number.</summary>
internal interface IInputSource<T>
    where T : class
{
    /// <summary>Reads the next inputs.</summary>
    /// <returns>One input or more; none at the end.</returns>
    IReadOnlyList<InputItem<T>> Read();
}
