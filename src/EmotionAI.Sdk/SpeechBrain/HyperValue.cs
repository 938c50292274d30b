using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.SpeechBrain;

/// <summary>Holds one value of a HyperPyYAML file, references followed. Children are resolved when they are asked for.</summary>
internal sealed class HyperValue(HyperParameters scope, YamlNode node, string name, HyperValueKind kind)
{
    private readonly EmotionAIException? _refusal;

    /// <summary>Creates a value that is refused as soon as somebody needs it.</summary>
    public HyperValue(HyperParameters scope, YamlNode node, string name, EmotionAIException refusal)
        : this(scope, node, name, HyperValueKind.Unavailable)
    {
        _refusal = refusal;
    }

    /// <summary>Gets the key that holds the value, such as <c>compute_features.n_mels</c>.</summary>
    public string Name => name;

    /// <summary>Gets the node behind the value; two names of one object share it.</summary>
    public YamlNode Node => node;

    public HyperValueKind Kind => kind;

    /// <summary>Gets the value of an integer; 0 or 1 for a boolean.</summary>
    public long Integer { get; init; }

    /// <summary>Gets the value of an integer or a float.</summary>
    public double Number { get; init; }

    /// <summary>Gets the text, or the class path of an instance or a reference.</summary>
    public string Text { get; init; } = "";

    /// <summary>Gets the items of a sequence or tuple, or the positional arguments of an instance.</summary>
    public IReadOnlyList<YamlNode> Items { get; init; } = node.Items;

    /// <summary>Gets the number of items.</summary>
    public int Count => Items.Count;

    /// <summary>Gets a value indicating whether Python takes the value for true: the text <c>no</c> is, an empty one is not.</summary>
    public bool IsTrue => Kind switch
    {
        HyperValueKind.Null => false,
        HyperValueKind.Boolean or HyperValueKind.Integer => Integer != 0,
        HyperValueKind.Float => Number != 0,
        HyperValueKind.Text => Text.Length > 0,
        HyperValueKind.Sequence or HyperValueKind.Tuple => Count > 0,
        HyperValueKind.Mapping => node.Entries.Count > 0,
        _ => true,
    };

    /// <summary>Gets the entry of a mapping, or the named argument of an instance.</summary>
    /// <exception cref="EmotionAIException">A reference on the way is broken.</exception>
    public HyperValue? Find(string key) =>
        node.Entries.TryGetValue(key, out var child) ? scope.Resolve(child, $"{name}.{key}") : null;

    /// <summary>Gets an item.</summary>
    /// <exception cref="EmotionAIException">A reference on the way is broken.</exception>
    public HyperValue Item(int index) => scope.Resolve(Items[index], Invariant($"{name}[{index}]"));

    /// <summary>Gets this value where it can be known without running code.</summary>
    /// <exception cref="EmotionAIException">It cannot.</exception>
    public HyperValue Require() => _refusal is null ? this : throw _refusal;

    /// <summary>Describes the value for a message.</summary>
    public string Describe() => Kind switch
    {
        HyperValueKind.Text => $"'{Text}'",
        HyperValueKind.Instance => $"an object of class {Text}",
        HyperValueKind.Reference => $"the name {Text}",
        HyperValueKind.Sequence or HyperValueKind.Tuple => $"a list of {Count}",
        HyperValueKind.Mapping => "a mapping",
        HyperValueKind.Unavailable => "not known",
        _ => PythonText.Of(this)!,
    };
}
