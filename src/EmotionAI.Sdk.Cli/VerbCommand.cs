using System.CommandLine;

namespace EmotionAI.Cli;

/// <summary>Is a command with examples in its help.</summary>
internal sealed class VerbCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
