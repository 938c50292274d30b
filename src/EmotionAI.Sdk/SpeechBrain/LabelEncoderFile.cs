using System.Globalization;
using EmotionAI.Formats;
using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.SpeechBrain;

/// <summary>Reads <c>label_encoder.txt</c> as SpeechBrain's <c>CategoricalEncoder</c> writes it: <c>'label' => index</c> lines, a line of 16 equal signs, extras.</summary>
internal static class LabelEncoderFile
{
    private const string Separator = "================";
    private const string Arrow = " => ";

    /// <summary>Reads the labels in index order.</summary>
    /// <exception cref="EmotionAIException">The file is missing, above <see cref="EmotionLimits.JsonBytes"/>, or its indices are not 0 to n − 1, each once.</exception>
    public static IReadOnlyList<string> Read(string path, EmotionLimits limits) =>
        Parse(JsonText.Decode(BoundedFile.Read(path, limits.JsonBytes, nameof(EmotionLimits.JsonBytes)), path).Span, path);

    /// <summary>Reads the labels of a text in UTF-8, in index order.</summary>
    /// <exception cref="EmotionAIException">The text is not UTF-8, a line is malformed, or the indices are not 0 to n − 1, each once.</exception>
    public static IReadOnlyList<string> Parse(ReadOnlySpan<byte> utf8, string path)
    {
        var entries = new List<(string Label, long Index, int Line)>();
        var inExtras = false;
        var number = 0;
        foreach (var raw in YamlReader.Decode(utf8, path).AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.SequenceEqual(Separator))
            {
                inExtras = true;
            }
            else if (line.Length > 0)
            {
                var (left, right) = Split(line, path, number);
                if (!inExtras)
                {
                    entries.Add((Literal(left, path, number), Index(right, path, number), number));
                }
            }
        }

        return Order(entries, path);
    }

    private static string[] Order(List<(string Label, long Index, int Line)> entries, string path)
    {
        if (entries.Count == 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatInvalid, $"'{path}' holds no labels.", path);
        }

        var labels = new string?[entries.Count];
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (label, index, line) in entries)
        {
            if (!lines.TryAdd(label, line))
            {
                throw YamlErrors.Invalid(path, line, Invariant($"the label '{label}' is also on line {lines[label]}."));
            }

            if (index < 0 || index >= labels.Length)
            {
                throw YamlErrors.Invalid(path, line, Invariant($"the index {index} of '{label}' is out of range; the indices of {labels.Length} labels must be 0 to {labels.Length - 1}, each once. Missing: {Missing(entries)}."));
            }

            if (labels[index] is { } other)
            {
                throw YamlErrors.Invalid(path, line, Invariant($"the labels '{other}' and '{label}' share the index {index}."));
            }

            labels[index] = label;
        }

        return labels!;
    }

    private static string Missing(List<(string Label, long Index, int Line)> entries)
    {
        var given = entries.Select(entry => entry.Index).ToHashSet();
        return string.Join(", ", Enumerable.Range(0, entries.Count).Where(index => !given.Contains(index)).Take(8).Select(index => index.ToString(CultureInfo.InvariantCulture)));
    }

    private static string Literal(ReadOnlySpan<char> text, string path, int line) =>
        PythonLiteral.TryRead(text, out var value, out var why) ? value : throw YamlErrors.Invalid(path, line, $"the label {text} {why}; a quoted string or an integer is expected.");

    private static long Index(ReadOnlySpan<char> text, string path, int line) =>
        long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? index : throw YamlErrors.Invalid(path, line, $"'{text}' is no index.");

    private static LinePair Split(ReadOnlySpan<char> line, string path, int number)
    {
        var at = line.IndexOf(Arrow, StringComparison.Ordinal);
        return at < 0
            ? throw YamlErrors.Invalid(path, number, "'label' => index is expected.")
            : new LinePair(line[..at], line[(at + Arrow.Length)..]);
    }

    private readonly ref struct LinePair(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        private readonly ReadOnlySpan<char> _left = left;
        private readonly ReadOnlySpan<char> _right = right;

        public void Deconstruct(out ReadOnlySpan<char> label, out ReadOnlySpan<char> index)
        {
            label = _left;
            index = _right;
        }
    }
}
