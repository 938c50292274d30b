using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Datasets;

/// <summary>Holds which speakers are the test speakers of each fold, so that no model is measured on a voice that it learned from.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
internal sealed class SpeakerFolds
{
    private readonly Dictionary<string, List<string>> _folds;

    private SpeakerFolds(Dictionary<string, List<string>> folds)
    {
        _folds = folds;
    }

    /// <summary>Gets the names of the folds, in the order of the file.</summary>
    public IReadOnlyCollection<string> Names => _folds.Keys;

    /// <summary>Reads a table with the columns <c>fold</c> and <c>speaker</c>, one row a test speaker.</summary>
    /// <param name="path">The <c>.csv</c>, <c>.tsv</c> or <c>.jsonl</c> file.</param>
    /// <returns>The folds.</returns>
    /// <exception cref="EmotionAIException">The file is missing or malformed, or a speaker is in two folds.</exception>
    public static SpeakerFolds Read(string path)
    {
        Dictionary<string, List<string>> folds = [];
        HashSet<string> seen = [];
        foreach (var row in RowReader.Read(path, ["fold", "speaker"], (line, message) => throw Fault(path, line, message)))
        {
            if (!row.TryGet("fold", out var fold) || !row.TryGet("speaker", out var speaker))
            {
                throw Fault(path, row.Line, "the columns 'fold' and 'speaker' are needed.");
            }

            if (!seen.Add(speaker))
            {
                throw Fault(path, row.Line, $"the speaker '{speaker}' is in two folds; a speaker is a test speaker once.");
            }

            (folds.TryGetValue(fold, out var speakers) ? speakers : folds[fold] = []).Add(speaker);
        }

        return folds.Count > 0 ? new SpeakerFolds(folds) : throw ArtefactFile.Fault(EmotionErrorCodes.InputInvalid, path, "no fold", "one or more are");
    }

    /// <summary>Gets the test speakers of a fold.</summary>
    /// <param name="fold">The name of the fold.</param>
    /// <returns>The speakers.</returns>
    /// <exception cref="EmotionAIException">There is no such fold.</exception>
    public IReadOnlyList<string> TestSpeakers(string fold) => _folds.TryGetValue(fold, out var speakers)
        ? speakers.AsReadOnly()
        : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"There is no fold '{fold}'; there are {string.Join(", ", Names)}.");

    private static EmotionAIException Fault(string path, int line, string message) => new(EmotionErrorCodes.FormatInvalid, $"{new DatasetProblem(path, line, message)}", path);
}
