using System.Text;
using System.Text.Json;

namespace EmotionAI.Cli.Tests;

/// <summary>Runs the command line in this process and keeps what it writes.</summary>
internal sealed class Terminal
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public string Input { get; init; } = "";

    public TextReader? Reader { get; init; }

    public bool IsInputTerminal { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public Dictionary<string, string> Environment { get; } = [];

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public int Run(params string[] args) => Run(CancellationToken.None, args);

    public int Run(CancellationToken cancellationToken, params string[] args)
    {
        using var input = new StringReader(Input);
        return CommandLine.Run(args, Console(Reader ?? input, _output), cancellationToken);
    }

    public int RunInto(TextWriter output, params string[] args)
    {
        using var input = new StringReader(Input);
        return CommandLine.Run(args, Console(Reader ?? input, output));
    }

    /// <summary>Reads line <paramref name="index"/> as JSON.</summary>
    public JsonElement Json(int index = 0) => JsonDocument.Parse(Encoding.UTF8.GetBytes(Lines[index])).RootElement;

    private CommandConsole Console(TextReader input, TextWriter output) => new()
    {
        Input = input,
        Output = output,
        Error = _error,
        IsInputTerminal = IsInputTerminal,
        IsOutputTerminal = IsOutputTerminal,
        IsErrorTerminal = IsErrorTerminal,
        Environment = name => Environment.GetValueOrDefault(name),
    };
}
