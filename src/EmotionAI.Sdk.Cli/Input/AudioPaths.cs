using System.IO.Enumeration;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Input;

/// <summary>Lists audio files: those named, those in folders at any depth, and those that tables name.</summary>
internal static class AudioPaths
{
    /// <param name="names">Files, folders and tables.</param>
    /// <param name="options">The form of the tables; a format makes each file one.</param>
    /// <param name="columns">The columns of the tables.</param>
    public static List<InputItem<string>> List(IEnumerable<string> names, RowOptions options, RowColumnNames columns)
    {
        List<InputItem<string>> paths = [];
        foreach (var name in names)
        {
            if (Directory.Exists(name))
            {
                paths.AddRange(InFolder(name));
            }
            else if ((options.Format ?? RowOptions.FormatOf(name)) is { } format && File.Exists(name))
            {
                paths.AddRange(InTable(name, options with { Format = format }, columns));
            }
            else
            {
                paths.Add(new InputItem<string>(0, name, name));
            }
        }

        return [.. paths.Select((path, index) => path with { Index = index })];
    }

    private static IEnumerable<InputItem<string>> InFolder(string folder)
    {
        string[] found = [.. Recordings(folder).Order(StringComparer.Ordinal)];
        return found.Length > 0
            ? found.Select(path => new InputItem<string>(0, path, path))
            : [new InputItem<string>(0, folder, null, new EmotionAIException(EmotionErrorCodes.FileMissing, $"The folder '{folder}' has no audio files ({string.Join(", ", RecordingName.Endings)}).", folder))];
    }

    private static IEnumerable<string> Recordings(string folder)
    {
        var hasRawNames = false;

        // Links to folders are not followed: they may lead back.
        string[] files = [.. new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToSpecifiedFullPath(), new EnumerationOptions { RecurseSubdirectories = true })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
            {
                hasRawNames |= entry.FileName.Contains('\uFFFD');
                return !entry.IsDirectory && RecordingName.IsRecording(entry.FileName.ToString());
            },
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !entry.FileName.Contains('\uFFFD'),
        }];
        return hasRawNames && OperatingSystem.IsLinux() ? RawFolder.Files(folder).Where(RecordingName.IsRecording) : files;
    }

    private static List<InputItem<string>> InTable(string path, RowOptions options, RowColumnNames columns)
    {
        using var reader = TextInput.Open(path, options.Encoding);
        IInputSource<string> source = options.Format == RowFormat.Lines
            ? new TextLines(reader, int.MaxValue, short.MaxValue, CancellationToken.None)
            : new RowTexts(reader, path, options, columns, int.MaxValue, CancellationToken.None);
        List<InputItem<string>> items = [];
        while (source.Read() is { Count: > 0 } portion)
        {
            items.AddRange(portion);
        }

        var folder = Path.GetDirectoryName(path) ?? "";
        return [.. items.Select(item => item.Value is { } clip ? item with { Name = Path.Combine(folder, clip), Value = Path.Combine(folder, clip) } : item)];
    }
}
