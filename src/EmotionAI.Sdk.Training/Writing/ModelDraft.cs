using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Runs;
using EmotionAI.Formats;

namespace EmotionAI.Training.Writing;

/// <summary>Holds a model folder beside its place, where it is loaded and asked before it takes it; removed in any case.</summary>
internal sealed class ModelDraft : IDisposable
{
    private const string EvaluationName = "eval_test";

    private readonly string _directory;

    /// <param name="place">Where the folder is to be.</param>
    /// <exception cref="EmotionAIException">The place is the root of a disk, or its folder cannot be written to.</exception>
    public ModelDraft(string place)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(place));
        var parent = Path.GetDirectoryName(target) ?? throw ArtefactFile.Fault(EmotionErrorCodes.SettingInvalid, target, "the root of a disk", "a folder is");
        _directory = Path.Combine(parent, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.draft");
        try
        {
            Directory.CreateDirectory(_directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmotionAIException(EmotionErrorCodes.FileUnwritable, $"'{target}' cannot be written: {e.Message}", target, innerException: e);
        }
    }

    /// <summary>Gives the path of a folder of the draft.</summary>
    public string PathOf(string name) => Path.Combine(_directory, name);

    /// <summary>Adds the files and pictures of <c>eval_test</c>.</summary>
    public void AddEvaluation(ModelMeasurement measurement, ModelMeta meta)
    {
        var artefacts = measurement.ToArtefacts(meta);
        foreach (var (name, picture) in measurement.DrawPictures())
        {
            artefacts.Add($"{name}.png", picture.ToPng());
        }

        artefacts.WriteTo(PathOf(EvaluationName));
    }

    /// <summary>Takes the files together, to be written to their place.</summary>
    public ModelFolderWriter Gather()
    {
        var writer = new ModelFolderWriter();
        foreach (var file in Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories))
        {
            writer.AddCopy(Path.GetRelativePath(_directory, file).Replace('\\', '/'), file);
        }

        return writer;
    }

    public void Dispose()
    {
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }
}
