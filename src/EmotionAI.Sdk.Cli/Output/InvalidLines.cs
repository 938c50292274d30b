using System.Globalization;

namespace EmotionAI.Cli.Output;

/// <summary>Counts the lines whose bytes are not valid in the encoding of their file, and keeps the first ones.</summary>
/// <remarks>Safe for concurrent use. Lines come in their order; a file that is read again counts once.</remarks>
internal sealed class InvalidLines
{
    private const int Shown = 5;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Found> _files = new(StringComparer.Ordinal);

    public void Add(string file, int line, string encoding)
    {
        lock (_lock)
        {
            if (!_files.TryGetValue(file, out var found))
            {
                _files[file] = found = new Found(encoding);
            }

            if (line > found.Last)
            {
                found.Last = line;
                found.Count++;
                if (found.First.Count < Shown)
                {
                    found.First.Add(line);
                }
            }
        }
    }

    /// <summary>Says of each file how many lines, and which come first.</summary>
    public IReadOnlyList<string> Describe()
    {
        lock (_lock)
        {
            return [.. _files.Select(Describe)];
        }
    }

    private static string Describe(KeyValuePair<string, Found> file) => string.Create(
        CultureInfo.InvariantCulture,
        $"{file.Value.Count:N0} {(file.Value.Count == 1 ? "line" : "lines")} of '{file.Key}' with bytes that are not valid {file.Value.Encoding}: {(file.Value.Count == 1 ? "line" : "lines")} {string.Join(", ", file.Value.First.Select(line => Invariant($"{line}")))}{(file.Value.Count > Shown ? ", …" : "")}; name the encoding with --encoding, for example windows-1252, latin1 or utf-16.");

    private sealed class Found(string encoding)
    {
        public string Encoding { get; } = encoding;

        public List<int> First { get; } = [];

        public long Count { get; set; }

        public int Last { get; set; }
    }
}
