namespace EmotionAI.SpeechBrain;

/// <summary>Resolves the files of a published folder by the rules of SpeechBrain's <c>Pretrainer</c>; sources are ignored, only the folder itself is looked into.</summary>
internal sealed class PublishedLayout : CheckpointLayout
{
    private const string LabelRole = "label_encoder";

    private readonly string _directory;
    private readonly HyperParameters _parameters;
    private readonly HyperValue? _loadables;
    private readonly HyperValue? _paths;
    private readonly HyperValue? _conditions;

    /// <summary>Reads the pretrainer; without one every file is named after its role.</summary>
    /// <exception cref="EmotionAIException">The pretrainer is of another class, or a reference is broken.</exception>
    public PublishedLayout(string directory, HyperParameters parameters)
    {
        _directory = directory;
        _parameters = parameters;
        if (parameters.Find("pretrainer") is { } pretrainer)
        {
            var arguments = HyperArguments.Of(pretrainer, parameters.Path, SpeechBrainClasses.Pretrainer);
            _loadables = arguments.Find("loadables");
            _paths = arguments.Find("paths");
            _conditions = arguments.Find("conditions");
        }
    }

    public override string Find(string role, HyperValue value)
    {
        var name = NameOf(role, value);
        if (_conditions?.Find(name) is { } condition && !condition.Require().IsTrue)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{_parameters.Path}': {condition.Name} is {condition.Describe()}, which switches the weights of {role} off.", _parameters.Path);
        }

        var given = _paths?.Find(name);
        var file = given is null ? null : LastPart(given, _parameters.Path);
        return Existing(file) ?? Existing($"{name}.ckpt") ?? throw Missing(file ?? $"{name}.ckpt", given);
    }

    public override string FindLabels()
    {
        var given = _paths?.Find(LabelRole);
        var file = given is null ? null : LastPart(given, _parameters.Path);
        return Existing(file) ?? Existing($"{LabelRole}.txt") ?? Existing($"{LabelRole}.ckpt") ?? throw Missing(file ?? $"{LabelRole}.txt", given);
    }

    // The loadable that is this very object; it may have another name, as a normalizer often has.
    private string NameOf(string role, HyperValue value)
    {
        if (_loadables is null)
        {
            return role;
        }

        foreach (var name in _loadables.Node.Entries.Keys)
        {
            if (ReferenceEquals(_loadables.Find(name)!.Node, value.Node))
            {
                return name;
            }
        }

        return role;
    }

    private string? Existing(string? file)
    {
        var path = file is null ? null : Path.Combine(_directory, file);
        return File.Exists(path) ? path : null;
    }

    private EmotionAIException Missing(string file, HyperValue? given)
    {
        var path = Path.Combine(_directory, file);
        var note = given is null ? "" : $" {given.Name} is '{given.Text}'; only its last part is looked up, in the folder itself.";
        return new EmotionAIException(EmotionErrorCodes.FileMissing, $"{file} is named by {SpeechBrainFiles.HyperParametersName} but is not in '{_directory}'.{note}", path);
    }
}
