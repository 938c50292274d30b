using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.SpeechBrain;

/// <summary>Resolves the files of a training output: labels in <c>save/</c>, tensors in the best <c>save/CKPT+…</c>.</summary>
internal sealed class TrainingLayout : CheckpointLayout
{
    private const string Prefix = "CKPT+";
    private const int CheckpointLimit = 4096;

    private readonly string _save;
    private readonly string _checkpoint;
    private readonly HyperValue? _recoverables;

    /// <summary>Chooses the checkpoint.</summary>
    /// <exception cref="EmotionAIException">A <c>CKPT.yaml</c> is missing or broken.</exception>
    public TrainingLayout(IReadOnlyList<string> checkpoints, HyperParameters parameters, EmotionLimits limits)
    {
        _checkpoint = Best(checkpoints, limits);
        _save = Path.GetDirectoryName(_checkpoint)!;
        _recoverables = parameters.Find("checkpointer") is { Kind: HyperValueKind.Instance } checkpointer ? checkpointer.Find("recoverables") : null;
    }

    public override string CheckpointName => Path.GetFileName(_checkpoint);

    /// <summary>Lists the checkpoints of a training output; none for another folder.</summary>
    public static IReadOnlyList<string> SaveFolders(string directory, HyperParameters parameters)
    {
        var names = new List<string>();
        if (parameters.Find("checkpointer") is { Kind: HyperValueKind.Instance } checkpointer
            && checkpointer.Find("checkpoints_dir") is { Kind: HyperValueKind.Text, Text.Length: > 0 } folder)
        {
            names.Add(folder.Text.TrimEnd('/').Split('/')[^1]);
        }

        names.Add("save");

        foreach (var save in names.Where(IsPlain).Select(name => Path.Combine(directory, name)).Where(Directory.Exists))
        {
            var checkpoints = Directory.EnumerateDirectories(save, Prefix + "*").Take(CheckpointLimit).Order(StringComparer.Ordinal).ToList();
            if (checkpoints.Count > 0)
            {
                return checkpoints;
            }
        }

        return [];
    }

    public override string Find(string role, HyperValue value)
    {
        var name = role;
        if (_recoverables is not null)
        {
            name = _recoverables.Node.Entries.Keys.FirstOrDefault(key => ReferenceEquals(_recoverables.Find(key)!.Node, value.Node)) ?? role;
        }

        return Existing(Path.Combine(_checkpoint, name + ".ckpt"));
    }

    public override string FindLabels() => Existing(Path.Combine(_save, "label_encoder.txt"));

    private static string Existing(string path) => File.Exists(path)
        ? path
        : throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"{Path.GetFileName(path)} is not in '{Path.GetDirectoryName(path)}'.", path);

    // SpeechBrain's recipes keep the checkpoint with the smallest error; a checkpoint without a figure can only be judged by its age.
    private static string Best(IReadOnlyList<string> checkpoints, EmotionLimits limits)
    {
        var candidates = checkpoints.Select(path => (Path: path, Meta: YamlReader.Read(Path.Combine(path, "CKPT.yaml"), limits))).ToList();
        foreach (var key in (ReadOnlySpan<string>)["error", "error_rate"])
        {
            var judged = candidates.Where(candidate => !double.IsNaN(Number(candidate.Meta, key))).ToList();
            if (judged.Count > 0)
            {
                return judged.OrderBy(candidate => Number(candidate.Meta, key)).ThenByDescending(candidate => Time(candidate.Meta)).First().Path;
            }
        }

        return candidates.OrderByDescending(candidate => Time(candidate.Meta)).ThenByDescending(candidate => candidate.Path, StringComparer.Ordinal).First().Path;
    }

    private static double Time(YamlNode meta) => Number(meta, "unixtime") is var time && double.IsNaN(time) ? double.NegativeInfinity : time;

    // A value with a tag is a Python object that was logged by mistake: it counts as not given.
    private static double Number(YamlNode meta, string key) =>
        meta.Entries.TryGetValue(key, out var node) && node is { Kind: YamlNodeKind.Scalar, Tag: null, IsPlain: true }
            && YamlScalar.Resolve(node.Text, out _, out var number) is YamlScalarKind.Integer or YamlScalarKind.Float
            ? number
            : double.NaN;
}
