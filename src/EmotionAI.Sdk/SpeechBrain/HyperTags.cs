using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.SpeechBrain;

/// <summary>Lists the tags of HyperPyYAML, and refuses those that only ask for Python code.</summary>
internal static class HyperTags
{
    public const string Reference = "!ref";
    public const string Copy = "!copy";
    public const string Tuple = "!tuple";
    public const string Placeholder = "!PLACEHOLDER";
    public const string New = "!new:";
    public const string Name = "!name:";
    public const string Apply = "!apply:";
    public const string Include = "!include:";
    public const string Str = Core + "str";
    public const string Integer = Core + "int";
    public const string Float = Core + "float";
    public const string Boolean = Core + "bool";
    public const string Null = Core + "null";
    public const string Map = Core + "map";
    public const string Sequence = Core + "seq";

    public const string PythonTuple = Python + "tuple";
    public const string PythonApply = Python + "object/apply:";

    private const string Core = "tag:yaml.org,2002:";
    private const string Python = Core + "python/";

    /// <summary>Calls of old files that only seed a generator: what refers to none of them can be read without running them.</summary>
    private static readonly string[] Seeds = ["torch.manual_seed", "torch.random.manual_seed", "torch.cuda.manual_seed", "torch.cuda.manual_seed_all", "numpy.random.seed", "random.seed"];

    /// <summary>Splits a tag such as <c>!new:a.B</c>.</summary>
    public static bool TryClass(string tag, string prefix, out string path)
    {
        path = tag.StartsWith(prefix, StringComparison.Ordinal) ? tag[prefix.Length..] : "";
        return path.Length > 0;
    }

    /// <summary>Refuses a tree with a tag that makes Python run or import code, wherever it stands; a tuple and a seed are data.</summary>
    /// <exception cref="EmotionAIException">There is one.</exception>
    public static void RefuseCode(YamlNode root, string path) => Visit(root, node =>
    {
        var tag = node.Tag ?? "";
        if (tag.StartsWith(Python, StringComparison.Ordinal) && tag != PythonTuple && !(TryClass(tag, PythonApply, out var called) && Seeds.Contains(called)))
        {
            throw Refusal(node, path, "!!" + tag[Core.Length..]);
        }

        if (tag.StartsWith("!module:", StringComparison.Ordinal) || tag.StartsWith("!applyref:", StringComparison.Ordinal))
        {
            throw Refusal(node, path, tag);
        }
    });

    /// <summary>Calls <paramref name="action"/> once for every node of a tree whose depth is bounded.</summary>
    public static void Visit(YamlNode root, Action<YamlNode> action) => Visit(root, action, new HashSet<YamlNode>(ReferenceEqualityComparer.Instance));

    private static void Visit(YamlNode node, Action<YamlNode> action, HashSet<YamlNode> seen)
    {
        if (!seen.Add(node))
        {
            return;
        }

        action(node);
        foreach (var item in node.Items)
        {
            Visit(item, action, seen);
        }

        foreach (var value in node.Entries.Values)
        {
            Visit(value, action, seen);
        }
    }

    private static EmotionAIException Refusal(YamlNode node, string path, string tag) =>
        new(EmotionErrorCodes.CodeRefused, Invariant($"'{path}', line {node.Line}: the tag {tag} asks for Python code to be run or imported; refused, nothing was run. Delete the line where nothing refers to it; else write the value itself in its place, or !new: and !name: for a class."), path);
}
