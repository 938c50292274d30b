using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EmotionAI.SpeechBrain.Yaml;

/// <summary>Builds the tree from YamlDotNet's events, and stops at the first one that is too deep. Aliases share the node of their anchor; what a full expansion would cost is counted, never done.</summary>
internal sealed class YamlTreeBuilder(string path, EmotionLimits limits)
{
    private readonly Dictionary<AnchorName, YamlNode> _anchors = [];
    private readonly Stack<YamlFrame> _open = [];
    private int _aliases;
    private YamlNode? _root;

    /// <summary>Reads one document.</summary>
    /// <exception cref="EmotionAIException">The text is not YAML, has several documents, or is above a bound.</exception>
    public YamlNode Build(string text)
    {
        try
        {
            var parser = new Parser(new YamlLayoutScanner(text, path));
            while (parser.MoveNext())
            {
                Handle(parser.Current!);
            }
        }
        catch (YamlException e)
        {
            throw YamlErrors.Invalid(path, e.Start.Line, $"not YAML: {e.Message}", e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or ArithmeticException or IndexOutOfRangeException or NullReferenceException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{path}' is not YAML: {e.Message}", path, innerException: e);
        }

        return _root ?? new YamlNode { Kind = YamlNodeKind.Scalar, IsPlain = true, Line = 1 };
    }

    private void Handle(ParsingEvent item)
    {
        var line = (int)item.Start.Line;
        switch (item)
        {
            case DocumentStart when _root is not null:
                throw YamlErrors.Unsupported(path, line, "a second document starts; one is allowed.");
            case SequenceStart start:
                Open(YamlNodeKind.Sequence, start, line);
                break;
            case MappingStart start:
                Open(YamlNodeKind.Mapping, start, line);
                break;
            case SequenceEnd or MappingEnd:
                var frame = _open.Pop();
                Add(Name(frame.Anchor, frame.Close()), isAlias: false, line);
                break;
            case Scalar scalar:
                AddScalar(scalar, line);
                break;
            case AnchorAlias alias:
                AddAlias(alias, line);
                break;
        }
    }

    private void Open(YamlNodeKind kind, NodeEvent start, int line)
    {
        if (_open.TryPeek(out var parent) && parent is { Kind: YamlNodeKind.Mapping, Key: null })
        {
            throw YamlErrors.Unsupported(path, line, "a mapping has a collection as its key; only scalars are allowed.");
        }

        if (_open.Count >= limits.YamlDepth)
        {
            throw YamlErrors.TooDeep(path, limits, line);
        }

        if (!start.Anchor.IsEmpty)
        {
            _anchors.Remove(start.Anchor);
        }

        _open.Push(new YamlFrame(kind, TagOf(start), start.Anchor, line));
    }

    private void AddScalar(Scalar scalar, int line)
    {
        var tag = TagOf(scalar);
        if (_open.TryPeek(out var parent) && parent is { Kind: YamlNodeKind.Mapping, Key: null })
        {
            if (scalar is { Value: "<<", Style: ScalarStyle.Plain })
            {
                throw YamlErrors.Unsupported(path, line, "merge keys ('<<') are not supported; write the keys out.");
            }

            parent.Key = scalar.Value;
            if (!scalar.Anchor.IsEmpty)
            {
                Name(scalar.Anchor, Leaf(scalar, tag, line));
            }

            return;
        }

        Add(Name(scalar.Anchor, Leaf(scalar, tag, line)), isAlias: false, line);
    }

    private static YamlNode Leaf(Scalar scalar, string? tag, int line) => new()
    {
        Kind = YamlNodeKind.Scalar,
        Tag = tag,
        Text = scalar.Value,
        IsPlain = scalar.Style == ScalarStyle.Plain,
        Line = line,
    };

    private void AddAlias(AnchorAlias alias, int line)
    {
        if (!_anchors.TryGetValue(alias.Value, out var target))
        {
            throw YamlErrors.Invalid(path, line, $"the alias '*{alias.Value}' names no anchor that is complete before it.");
        }

        if (_open.TryPeek(out var parent) && parent is { Kind: YamlNodeKind.Mapping, Key: null })
        {
            throw YamlErrors.Unsupported(path, line, "a mapping has an alias as its key; only scalars are allowed.");
        }

        _aliases += 1 + target.Aliases;
        if (_aliases > limits.YamlAliases)
        {
            throw YamlErrors.TooManyAliases(path, limits, line);
        }

        Add(target, isAlias: true, line);
    }

    private void Add(YamlNode node, bool isAlias, int line)
    {
        if (_open.Count + node.Depth > limits.YamlDepth)
        {
            throw YamlErrors.TooDeep(path, limits, line);
        }

        if (!_open.TryPeek(out var parent))
        {
            _root = node;
            return;
        }

        var key = parent.Key;
        if (!parent.TryAdd(node, isAlias))
        {
            throw YamlErrors.Invalid(path, node.Line, $"the key '{key}' is given twice.");
        }
    }

    private YamlNode Name(AnchorName anchor, YamlNode node)
    {
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = node;
        }

        return node;
    }

    private static string? TagOf(NodeEvent node) => node.Tag.IsEmpty || node.Tag.IsNonSpecific ? null : node.Tag.Value;
}
