using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Clips;

/// <summary>Writes a folder with recordings whole or not at all: a sibling folder is filled and then takes its place; other files of a folder that is replaced are kept.</summary>
internal sealed class PreparedFolder : IDisposable
{
    private const string Clips = "clips";

    private readonly string _fresh;
    private readonly string _old;
    private readonly bool _overwrite;

    /// <exception cref="EmotionAIException">The folder is there and may not be replaced.</exception>
    public PreparedFolder(string directory, bool overwrite)
    {
        Target = Path.TrimEndingDirectorySeparator(OutputPlace.Follow(Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory))));
        _overwrite = overwrite;
        AtomicFolder.Check(Target, _overwrite);
        var parent = Path.GetDirectoryName(Target) ?? throw ArtefactFile.Fault(EmotionErrorCodes.SettingInvalid, Target, "the root of a disk", "a folder is");
        var mark = $"{Path.GetFileName(Target)}.{Guid.NewGuid():N}";
        (_fresh, _old) = (Path.Combine(parent, $".{mark}.new"), Path.Combine(parent, $".{mark}.old"));
    }

    /// <summary>Gets the folder.</summary>
    public string Target { get; }

    /// <summary>Gives the path that a recording will have.</summary>
    public string PathOf(string name) => Path.Combine(Target, Clips, name);

    /// <summary>Adds a recording; safe for concurrent calls.</summary>
    /// <exception cref="EmotionAIException">It cannot be written.</exception>
    public void AddClip(string name, byte[] content) => Try(() =>
    {
        var path = Path.Combine(_fresh, Clips, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    });

    /// <summary>Writes manifest and labels, and puts the folder in its place.</summary>
    /// <exception cref="EmotionAIException">It cannot be written; what was there is there still.</exception>
    public void Finish(PreparedDataset data) => Try(() =>
    {
        Directory.CreateDirectory(_fresh);
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        AtomicFile.WriteNew(Path.Combine(_fresh, PreparedDataset.ManifestFileName), ManifestFile.Format(data, Target));
        AtomicFile.WriteNew(Path.Combine(_fresh, LabelsFile.FileName), LabelsFile.Format(data.Labels));
        AtomicFolder.Check(Target, _overwrite);
        if (!Directory.Exists(Target))
        {
            Directory.Move(_fresh, Target);
            return;
        }

        Directory.Move(Target, _old);
        try
        {
            Directory.Move(_fresh, Target);
        }
        catch
        {
            Directory.Move(_old, Target);
            throw;
        }

        KeepOthers();
        Remove(_old);
    });

    /// <summary>Removes what was not finished.</summary>
    public void Dispose() => Remove(_fresh);

    private void KeepOthers()
    {
        foreach (var entry in new DirectoryInfo(_old).EnumerateFileSystemInfos())
        {
            var place = Path.Combine(Target, entry.Name);
            if (Path.Exists(place) || entry.Name == Clips)
            {
                continue;
            }

            if (entry is DirectoryInfo folder)
            {
                folder.MoveTo(place);
            }
            else
            {
                File.Move(entry.FullName, place);
            }
        }
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnwritable, $"'{Target}' cannot be written: {e.Message}", Target, innerException: e);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is left over is a hidden sibling; the folder itself is whole.
        }
    }
}
