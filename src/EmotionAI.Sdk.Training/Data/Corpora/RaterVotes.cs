namespace EmotionAI.Training.Data.Corpora;

/// <summary>Counts what raters chose for each comment.</summary>
internal sealed class RaterVotes(EmotionLabels labels)
{
    private readonly Dictionary<string, Comment> _byId = new(StringComparer.Ordinal);
    private readonly List<Comment> _comments = [];

    /// <summary>Adds the choice of a rater.</summary>
    /// <param name="id">The comment.</param>
    /// <param name="text">Its text.</param>
    /// <param name="path">The file that says so.</param>
    /// <param name="line">The line of the file.</param>
    /// <param name="isUnclear">Whether the rater could not tell.</param>
    /// <param name="chosen">The labels, by index.</param>
    public void Add(string id, string text, string path, int line, bool isUnclear, IReadOnlyList<int> chosen)
    {
        if (!_byId.TryGetValue(id, out var comment))
        {
            _comments.Add(_byId[id] = comment = new Comment(id, text, path, line, new int[labels.Count]));
        }

        comment.IsClear |= !isUnclear;
        foreach (var label in isUnclear ? [] : chosen)
        {
            comment.Votes[label]++;
        }
    }

    /// <summary>Gives the comments whose label enough raters agree on, in the order in which they came; the others are counted.</summary>
    public IEnumerable<CorpusSample> Samples(CorpusReading reading)
    {
        var least = reading.Text.MinimumVotes;
        foreach (var comment in _comments)
        {
            string[] agreed = [.. labels.Where((_, i) => comment.Votes[i] >= least)];
            if (agreed.Length > 0)
            {
                yield return new CorpusSample { Id = comment.Id, Input = comment.Text, Labels = agreed, Origin = comment.Path, Line = comment.Line };
            }
            else
            {
                reading.LeaveOut(comment.IsClear ? Invariant($"no label with {least} votes or more") : "marked very unclear by every rater");
            }
        }
    }

    private sealed class Comment(string id, string text, string path, int line, int[] votes)
    {
        public string Id => id;

        public string Text => text;

        public string Path => path;

        public int Line => line;

        public int[] Votes => votes;

        public bool IsClear { get; set; }
    }
}
