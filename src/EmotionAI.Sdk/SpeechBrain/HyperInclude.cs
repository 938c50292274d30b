using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.SpeechBrain;

/// <summary>Follows <c>!include:file</c> inside the model folder, with the keys below the tag as overrides.</summary>
internal sealed class HyperInclude(string folder, EmotionLimits limits, int depth)
{
    private const int DepthLimit = 4;

    /// <summary>Refuses a tree that includes a file by a path that leaves the folder, needed or not.</summary>
    /// <exception cref="EmotionAIException">There is such a path.</exception>
    public void RefuseOutside(YamlNode root, string path) => HyperTags.Visit(root, node =>
    {
        if (node.Tag is { } tag && HyperTags.TryClass(tag, HyperTags.Include, out var file))
        {
            Locate(file, path);
        }
    });

    /// <summary>Reads an included file as a mapping of its own.</summary>
    /// <exception cref="EmotionAIException">The file is missing, outside, nested too deeply, or broken.</exception>
    public HyperValue Load(string file, YamlNode node, string name, string includer)
    {
        var path = Locate(file, includer);
        if (depth >= DepthLimit)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{includer}', line {node.Line}: !include is nested deeper than {DepthLimit} files."), includer);
        }

        var root = Override(YamlReader.Read(path, limits), node);
        var scope = HyperParameters.Create(root, path, limits, new HyperInclude(folder, limits, depth + 1));
        return scope.Resolve(root, name);
    }

    private static YamlNode Override(YamlNode root, YamlNode overrides)
    {
        if (overrides.Entries.Count == 0 || root.Kind != YamlNodeKind.Mapping)
        {
            return root;
        }

        var entries = new OrderedDictionary<string, YamlNode>(root.Entries, StringComparer.Ordinal);
        foreach (var (key, value) in overrides.Entries)
        {
            entries[key] = entries.TryGetValue(key, out var old) && old.Kind == YamlNodeKind.Mapping && value.Kind == YamlNodeKind.Mapping
                ? Override(old, value)
                : value;
        }

        return new YamlNode { Kind = YamlNodeKind.Mapping, Tag = root.Tag, Entries = entries, Line = root.Line, Depth = root.Depth };
    }

    private string Locate(string file, string includer)
    {
        var separators = file.AsSpan().IndexOfAny('\\', ':', '\0') >= 0;
        var full = separators || Path.IsPathRooted(file) ? null : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(includer) ?? folder, file));
        return full is not null && full.StartsWith(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new EmotionAIException(EmotionErrorCodes.PathOutside, $"'{includer}': !include:{file} leads outside the model folder; refused.", includer);
    }
}
