namespace EmotionAI.SpeechBrain;

/// <summary>Finds out of which kind a SpeechBrain folder is, and has it read.</summary>
internal sealed class SpeechBrainReader(string directory, EmotionLimits limits, ICollection<EmotionAIException> problems)
{
    private readonly SpeechBrainFaults _faults = new(directory, problems);

    /// <summary>Reads the folder.</summary>
    /// <returns>The description; null where there were faults.</returns>
    public SpeechBrainFolder? Read()
    {
        if (_faults.Try(() => SpeechBrainFiles.Find(directory, limits)) is not { } path || _faults.Try(() => HyperParameters.Load(path, Path.GetDirectoryName(path)!, limits)) is not { } parameters)
        {
            return null;
        }

        var roles = new SpeechBrainRoles(parameters);
        if (_faults.Try(roles.RefuseOtherKinds) is null)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(path)!;
        return _faults.Try(roles.FindLobe) is { } lobe ? new LobeFolderReader(parameters, roles, limits, _faults).Read(folder, lobe)
            : _faults.Count > 0 ? null
            : new EncoderFolderReader(parameters, roles, limits, _faults).Read(folder);
    }
}
