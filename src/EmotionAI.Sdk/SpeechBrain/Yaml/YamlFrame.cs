using YamlDotNet.Core;

namespace EmotionAI.SpeechBrain.Yaml;

/// <summary>Collects the children of a sequence or mapping that is still open.</summary>
internal sealed class YamlFrame(YamlNodeKind kind, string? tag, AnchorName anchor, int line)
{
    private readonly List<YamlNode> _items = [];
    private readonly OrderedDictionary<string, YamlNode> _entries = new(StringComparer.Ordinal);
    private int _depth;
    private int _aliases;

    public YamlNodeKind Kind { get; } = kind;

    public AnchorName Anchor { get; } = anchor;

    /// <summary>Gets or sets the key whose value comes next; null where a key is due.</summary>
    public string? Key { get; set; }

    /// <summary>Adds an item, or the value of <see cref="Key"/>.</summary>
    /// <returns>False where the key is taken.</returns>
    public bool TryAdd(YamlNode node, bool isAlias)
    {
        _depth = Math.Max(_depth, node.Depth);
        _aliases += node.Aliases + (isAlias ? 1 : 0);
        if (Kind == YamlNodeKind.Sequence)
        {
            _items.Add(node);
            return true;
        }

        var added = _entries.TryAdd(Key!, node);
        Key = null;
        return added;
    }

    public YamlNode Close() => new()
    {
        Kind = Kind,
        Tag = tag,
        Items = _items,
        Entries = _entries,
        Line = line,
        Depth = _depth + 1,
        Aliases = _aliases,
    };
}
