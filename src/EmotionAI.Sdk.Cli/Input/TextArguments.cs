namespace EmotionAI.Cli.Input;

/// <summary>Gives the texts of the command line.</summary>
internal sealed class TextArguments(IReadOnlyList<string> texts) : IInputSource<string>
{
    private bool _given;

    public IReadOnlyList<InputItem<string>> Read()
    {
        if (_given)
        {
            return [];
        }

        _given = true;
        return [.. texts.Select((text, index) => new InputItem<string>(index, text, text))];
    }
}
