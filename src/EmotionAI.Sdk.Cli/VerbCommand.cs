using System.CommandLine;

namespace EmotionAI.Cli;

/// <summary>Is a command with examples in its help.</summary>
internal sealed class VerbCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Gets or sets whether another tool reads the arguments.</summary>
    public bool HandsOver { get; set; }

    /// <summary>Gets or sets what may name files whose names are not UTF-8, or be text with such bytes.</summary>
    public IReadOnlyList<Symbol> RawSymbols { get; set; } = [];
}
