namespace EmotionAI.Bundles;

/// <summary>Collects the faults of a folder while it is read, so that all of them are told at once.</summary>
internal sealed class BundleProblems(string directory)
{
    private const string WholeFile = "a complete, valid file";

    private readonly List<BundleProblem> _problems = [];

    public IReadOnlyList<BundleProblem> All => _problems;

    public bool HasErrors => _problems.Exists(problem => problem.Severity == BundleSeverity.Error);

    public void Error(string code, string path, string key, string found, string allowed) => Add(BundleSeverity.Error, code, path, key, found, allowed);

    public void Warning(string code, string path, string key, string found, string allowed) => Add(BundleSeverity.Warning, code, path, key, found, allowed);

    /// <summary>Adds the refusal of a reader.</summary>
    /// <param name="exception">The refusal.</param>
    /// <param name="path">The file that was read, in case the refusal names none.</param>
    public void Error(EmotionAIException exception, string path) =>
        Sentence(exception.Code, exception.Path ?? path, exception.Message, WholeFile, exception.Key ?? "");

    /// <summary>Runs a reader and turns its refusal into a problem.</summary>
    /// <returns>What was read; null where it was refused.</returns>
    public T? Try<T>(string path, Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (EmotionAIException e)
        {
            Error(e, path);
            return null;
        }
    }

    /// <summary>Puts one fault of a file in place of those that follow from it.</summary>
    public void Replace(string code, string path, string sentence)
    {
        var file = Relative(path);
        _problems.RemoveAll(problem => problem.Severity == BundleSeverity.Error && problem.File == file);
        Sentence(code, path, sentence, WholeFile);
    }

    /// <summary>Adds an error that is told as a sentence.</summary>
    public void Sentence(string code, string path, string sentence, string allowed, string key = "") => _problems.Add(new BundleProblem
    {
        Severity = BundleSeverity.Error,
        Code = code,
        File = Relative(path),
        Key = key,
        Found = sentence,
        Allowed = allowed,
        IsSentence = true,
    });

    private void Add(BundleSeverity severity, string code, string path, string key, string found, string allowed) => _problems.Add(new BundleProblem
    {
        Severity = severity,
        Code = code,
        File = Relative(path),
        Key = key,
        Found = found,
        Allowed = allowed,
    });

    private string Relative(string path)
    {
        var relative = Path.IsPathRooted(path) ? Path.GetRelativePath(directory, path) : path;
        return relative is "." or "" ? Path.GetFileName(directory) : relative.Replace('\\', '/');
    }
}
