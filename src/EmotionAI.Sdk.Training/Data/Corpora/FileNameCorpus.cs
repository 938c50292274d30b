using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads corpora whose file names say label and speaker, in whatever folders the files lie. A second copy of a recording is left out.</summary>
/// <param name="name">The name of the corpus.</param>
/// <param name="licence">Its licence.</param>
/// <param name="naming">An example of its names, for messages.</param>
internal abstract class FileNameCorpus(string name, string licence, string naming) : ICorpus
{
    private const string SecondCopy = "a second copy of a recording, by its name";

    public string Name => name;

    public string? Licence => licence;

    /// <summary>Gets the labels in the order of the corpus.</summary>
    protected abstract IReadOnlyList<string> Labels { get; }

    public bool Recognizes(CorpusSource source)
    {
        string[] files = [.. source.Files.Where(SpeechFiles.IsRecording)];
        return !source.IsFile && files.Length > 0 && files.Count(file => ParseFile(file) is not null) * 2 > files.Length;
    }

    public IEnumerable<CorpusSample> Read(CorpusSource source, CorpusReading reading)
    {
        reading.LabelOrder = Labels;
        HashSet<string> seen = new(StringComparer.Ordinal);

        // Of two copies the one that is not compressed counts (CREMA-D has AudioMP3 beside AudioWAV), then the one in the outer folder.
        foreach (var file in source.Files.Where(SpeechFiles.IsRecording).OrderByDescending(RecordingName.IsPlain).ThenBy(file => file.Count('/'.Equals)).ThenBy(file => file, StringComparer.Ordinal))
        {
            if (ParseFile(file) is not { } facts)
            {
                reading.Report(source.PathOf(file), 0, $"the name is not one of {name}, such as {naming}.");
            }
            else if (facts.Omission is { } reason)
            {
                reading.LeaveOut(reason);
            }
            else if (!seen.Add(facts.Key ?? Path.GetFileNameWithoutExtension(file)))
            {
                reading.LeaveOut(SecondCopy);
            }
            else
            {
                yield return new CorpusSample { Id = file, Input = file, Labels = [facts.Label], Speaker = facts.Speaker, Origin = source.PathOf(file) };
            }
        }
    }

    /// <summary>Reads a name.</summary>
    /// <param name="stem">The name without folder and ending.</param>
    /// <param name="folder">The name of the folder it lies in.</param>
    /// <returns>Null for a name of another kind.</returns>
    protected abstract ClipFacts? Parse(string stem, string folder);

    private ClipFacts? ParseFile(string file) => Parse(Path.GetFileNameWithoutExtension(file), SpeechFiles.FolderOf(file));
}
