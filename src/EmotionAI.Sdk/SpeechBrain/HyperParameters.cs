using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.SpeechBrain;

/// <summary>
/// Reads a HyperPyYAML file as data, after speechbrain/HyperPyYAML <c>core.py</c>: references, copies, tuples and arithmetic are resolved when a value is asked for;
/// <c>!new:</c> and <c>!name:</c> stay class paths with arguments; nothing is looked up and nothing is run.
/// </summary>
internal sealed class HyperParameters
{
    private readonly YamlNode _root;
    private readonly EmotionLimits _limits;
    private readonly HyperInclude _include;
    private readonly HyperReferences _references;
    private readonly Dictionary<YamlNode, HyperValue> _resolved = new(ReferenceEqualityComparer.Instance);

    private HyperParameters(YamlNode root, string path, EmotionLimits limits, HyperInclude include)
    {
        _root = root;
        Path = path;
        _limits = limits;
        _include = include;
        _references = new HyperReferences(this, root);
    }

    /// <summary>Gets the file.</summary>
    public string Path { get; }

    /// <summary>Gets the top-level keys that HyperPyYAML keeps: all but those that start with two underscores.</summary>
    public IEnumerable<string> Keys => _root.Entries.Keys.Where(key => !key.StartsWith("__", StringComparison.Ordinal));

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">The model folder, which <c>!include:</c> may not leave.</param>
    /// <param name="limits">The bounds.</param>
    /// <exception cref="EmotionAIException">The file is missing, no YAML, above a bound, asks for code, or includes a file from outside.</exception>
    public static HyperParameters Load(string path, string folder, EmotionLimits limits) =>
        Create(YamlReader.Read(path, limits), path, limits, new HyperInclude(folder, limits, depth: 0));

    /// <summary>Wraps a parsed file.</summary>
    /// <exception cref="EmotionAIException">The root is no mapping, or a tag asks for code.</exception>
    public static HyperParameters Create(YamlNode root, string path, EmotionLimits limits, HyperInclude include)
    {
        if (root.Kind != YamlNodeKind.Mapping || (root.Tag is not null && root.Tag != HyperTags.Map))
        {
            throw YamlErrors.Invalid(path, root.Line, "a mapping of keys is expected at the top.");
        }

        HyperTags.RefuseCode(root, path);
        include.RefuseOutside(root, path);
        return new HyperParameters(root, path, limits, include);
    }

    /// <summary>Gets a top-level value.</summary>
    /// <exception cref="EmotionAIException">A reference on the way is broken.</exception>
    public HyperValue? Find(string key) => _root.Entries.TryGetValue(key, out var node) ? Resolve(node, key) : null;

    /// <summary>Gets the value of a node of this file.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">The key that holds it, for messages.</param>
    /// <exception cref="EmotionAIException">A reference on the way is broken.</exception>
    public HyperValue Resolve(YamlNode node, string name)
    {
        if (!_resolved.TryGetValue(node, out var value))
        {
            value = ResolveTag(node, name);
            _resolved[node] = value;
        }

        return value;
    }

    /// <summary>Gives the text of an untagged plain scalar its type.</summary>
    /// <exception cref="EmotionAIException">A tuple is malformed.</exception>
    public HyperValue Scalar(string text, YamlNode node, string name)
    {
        switch (YamlScalar.Resolve(text, out var integer, out var number))
        {
            case YamlScalarKind.Null:
                return new HyperValue(this, node, name, HyperValueKind.Null);
            case YamlScalarKind.Boolean:
                return new HyperValue(this, node, name, HyperValueKind.Boolean) { Integer = integer, Number = integer };
            case YamlScalarKind.Integer:
                return new HyperValue(this, node, name, HyperValueKind.Integer) { Integer = integer, Number = number };
            case YamlScalarKind.Float:
                return new HyperValue(this, node, name, HyperValueKind.Float) { Number = number };
            case YamlScalarKind.Tuple:
                return Tuple(text, node, name);
            default:
                return Str(text, node, name);
        }
    }

    /// <summary>Makes a text of a node.</summary>
    public HyperValue Str(string text, YamlNode node, string name) => new(this, node, name, HyperValueKind.Text) { Text = text };

    /// <summary>Makes a value that is refused when it is needed.</summary>
    public HyperValue Refused(YamlNode node, string name, string code, string what) =>
        new(this, node, name, new EmotionAIException(code, Invariant($"'{Path}', line {node.Line}: {what}"), Path));

    private HyperValue ResolveTag(YamlNode node, string name)
    {
        var tag = node.Tag;
        switch (tag)
        {
            case null:
                return Untagged(node, name);
            case HyperTags.Reference or HyperTags.Copy:
                return _references.Resolve(node, name);
            case HyperTags.Tuple or HyperTags.PythonTuple:
                return node.Kind == YamlNodeKind.Scalar
                    ? Tuple(node.Text, node, name)
                    : new HyperValue(this, node, name, HyperValueKind.Tuple);
            case HyperTags.Placeholder:
                return Refused(node, name, EmotionErrorCodes.FormatInvalid, $"{name} is a !PLACEHOLDER and is needed.");
            case HyperTags.Str when node.Kind == YamlNodeKind.Scalar:
                return Str(node.Text, node, name);
            case HyperTags.Integer or HyperTags.Float or HyperTags.Boolean or HyperTags.Null when node.Kind == YamlNodeKind.Scalar:
                return Scalar(node.Text, node, name);
            case HyperTags.Map or HyperTags.Sequence:
                return Untagged(node, name);
            default:
                return Prefixed(tag, node, name);
        }
    }

    private HyperValue Prefixed(string tag, YamlNode node, string name)
    {
        if (HyperTags.TryClass(tag, HyperTags.New, out var path))
        {
            return new HyperValue(this, node, name, HyperValueKind.Instance) { Text = path };
        }

        if (HyperTags.TryClass(tag, HyperTags.Name, out path))
        {
            return new HyperValue(this, node, name, HyperValueKind.Reference) { Text = path };
        }

        if (HyperTags.TryClass(tag, HyperTags.Apply, out path) || HyperTags.TryClass(tag, HyperTags.PythonApply, out path))
        {
            return Refused(node, name, EmotionErrorCodes.CodeRefused, $"{name} is the result of calling {path} (!apply), which is never run; write the value instead.");
        }

        return HyperTags.TryClass(tag, HyperTags.Include, out path)
            ? _include.Load(path, node, name, Path)
            : Refused(node, name, EmotionErrorCodes.FormatUnsupported, $"{name} has the tag {tag}, which is not supported.");
    }

    private HyperValue Untagged(YamlNode node, string name) => node.Kind switch
    {
        YamlNodeKind.Mapping => new HyperValue(this, node, name, HyperValueKind.Mapping),
        YamlNodeKind.Sequence => new HyperValue(this, node, name, HyperValueKind.Sequence),
        _ => node.IsPlain ? Scalar(node.Text, node, name) : Str(node.Text, node, name),
    };

    private HyperValue Tuple(string text, YamlNode node, string name)
    {
        if (text.Length < 2)
        {
            throw YamlErrors.Invalid(Path, node.Line, $"{name}: '{text}' is no tuple.");
        }

        var items = YamlReader.Parse($"[{text.AsSpan(1, text.Length - 2)}]", Path, _limits);
        HyperTags.RefuseCode(items, Path);
        return new HyperValue(this, node, name, HyperValueKind.Tuple) { Items = items.Items };
    }
}
