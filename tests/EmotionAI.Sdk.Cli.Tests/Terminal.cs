using System.Text;
using System.Text.Json;

namespace EmotionAI.Cli.Tests;

/// <summary>Runs the command line in this process and keeps what it writes.</summary>
internal sealed class Terminal
{
    public string Input { get; init; } = "";

    public TextReader? Reader { get; init; }

    /// <summary>Gets what takes standard error in place of <see cref="Error"/>.</summary>
    public TextWriter? ErrorWriter { get; init; }

    public bool IsInputTerminal { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Gets the width of the terminal; null where it is not known.</summary>
    public int? Columns { get; init; }

    public Dictionary<string, string> Environment { get; } = [];

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public int Run(params string[] args) => Run(CancellationToken.None, args);

    public int Run(CancellationToken cancellationToken, params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var exitCode = Execute(output, args, cancellationToken);
        Output = output.ToString();
        return exitCode;
    }

    public int RunInto(TextWriter output, params string[] args) => Execute(output, args, CancellationToken.None);

    /// <summary>Reads line <paramref name="index"/> as JSON.</summary>
    public JsonElement Json(int index = 0) => JsonDocument.Parse(Encoding.UTF8.GetBytes(Lines[index])).RootElement;

    private int Execute(TextWriter output, string[] args, CancellationToken cancellationToken)
    {
        using var input = new StringReader(Input);
        using var error = new StringWriter { NewLine = "\n" };
        var exitCode = CommandLine.Run(args, Console(Reader ?? input, output, ErrorWriter ?? error), cancellationToken);
        Error = error.ToString();
        return exitCode;
    }

    private CommandConsole Console(TextReader input, TextWriter output, TextWriter error) => new()
    {
        Input = input,
        Output = output,
        Error = error,
        IsInputTerminal = IsInputTerminal,
        IsOutputTerminal = IsOutputTerminal,
        IsErrorTerminal = IsErrorTerminal,
        Columns = () => Columns,
        Environment = name => Environment.GetValueOrDefault(name),
    };
}
