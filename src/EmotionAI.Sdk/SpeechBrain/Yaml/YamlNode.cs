namespace EmotionAI.SpeechBrain.Yaml;

/// <summary>Holds one node of a YAML document as inert text. An alias is the very node that its anchor names, so identity tells two objects apart.</summary>
internal sealed class YamlNode
{
    private static readonly IReadOnlyList<YamlNode> NoItems = [];
    private static readonly OrderedDictionary<string, YamlNode> NoEntries = [];

    public required YamlNodeKind Kind { get; init; }

    /// <summary>Gets the resolved tag, such as <c>!ref</c>, <c>!new:a.B</c> or <c>tag:yaml.org,2002:str</c>; null where none is written.</summary>
    public string? Tag { get; init; }

    /// <summary>Gets the text of a scalar; empty for the other kinds.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets a value indicating whether a scalar is written without quotes, so that its text decides its type.</summary>
    public bool IsPlain { get; init; }

    /// <summary>Gets the items of a sequence.</summary>
    public IReadOnlyList<YamlNode> Items { get; init; } = NoItems;

    /// <summary>Gets the entries of a mapping, in the order of the file.</summary>
    public OrderedDictionary<string, YamlNode> Entries { get; init; } = NoEntries;

    /// <summary>Gets the line of the file, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Gets the nesting below this node, aliases expanded: 0 for a scalar.</summary>
    public int Depth { get; init; }

    /// <summary>Gets the number of aliases that a full expansion of this node would follow.</summary>
    public int Aliases { get; init; }
}
