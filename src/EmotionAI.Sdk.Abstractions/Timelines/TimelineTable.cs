namespace EmotionAI.Timelines;

/// <summary>Writes segments as CSV (RFC 4180, with <c>\n</c>).</summary>
internal static class TimelineTable
{
    public static void Write(IReadOnlyList<EmotionSegment> segments, TextWriter writer, Func<EmotionSegment, IEnumerable<KeyValuePair<string, double?>>>? numbers)
    {
        string[] labels = [.. segments.SelectMany(segment => segment.Prediction.Scores).Select(score => score.Label).Distinct(StringComparer.Ordinal)];
        List<Dictionary<string, double?>> more = [.. segments.Select(segment => numbers is null ? [] : new Dictionary<string, double?>(numbers(segment), StringComparer.Ordinal))];
        string[] names = [.. more.SelectMany(row => row.Keys).Distinct(StringComparer.Ordinal)];
        WriteRow(writer, ["start", "end", "channel", "label", "score", "noSpeech", "model", .. labels.Select(Cell), .. names.Select(Cell)]);
        foreach (var (segment, own) in segments.Zip(more))
        {
            var prediction = segment.Prediction;
            var best = prediction.Labels.Count > 0 ? prediction.Labels[0] : (EmotionScore?)null;
            WriteRow(writer,
            [
                Invariant($"{segment.Start.TotalSeconds}"),
                Invariant($"{segment.End.TotalSeconds}"),
                segment.Channel is { } channel ? Invariant($"{channel}") : "",
                best is { } label ? Cell(label.Label) : "",
                best is { } score ? Invariant($"{score.Score}") : "",
                prediction.NoSpeech switch { null => "", NoSpeechReason.TooShort => "too-short", NoSpeechReason.Silent => "silent", _ => "steady" },
                Cell(prediction.IsMock ? "mock" : prediction.ModelId),
                .. labels.Select(name => prediction.TryGetScore(name, out var found) ? Invariant($"{found}") : ""),
                .. names.Select(name => own.GetValueOrDefault(name) is { } number ? Invariant($"{number}") : ""),
            ]);
        }
    }

    /// <summary>Makes a text a cell: quoted where it must be, and never a formula, which a spreadsheet would compute.</summary>
    private static string Cell(string text)
    {
        var cell = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{text}" : text;
        return cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
    }

    private static void WriteRow(TextWriter writer, IEnumerable<string> cells)
    {
        writer.Write(string.Join(',', cells));
        writer.Write('\n');
    }
}
