using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Finds the names of the label ids of a data set of Hugging Face: a list that was named, what the file itself says, <c>README.md</c>, <c>dataset_infos.json</c>, or a list beside the data.</summary>
internal static partial class ClassLabelNames
{
    private const int Depth = 64;
    private const int FoldersUp = 2;

    /// <returns>The names by id; null where nothing tells.</returns>
    public static IReadOnlyList<string>? Find(ParquetTable table, string column, CorpusSource source, string file, string? namesPath)
    {
        if (namesPath is not null)
        {
            return GoEmotionsNames.ReadLines(namesPath) ?? throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, namesPath, "the ids are not 0 to n-1", "a list of labels in index order is");
        }

        if (table.HuggingFace is { } said && FromJson(Encoding.UTF8.GetBytes(said), table.Path, column) is { } names)
        {
            return names;
        }

        var configuration = SpeechFiles.FolderOf(file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(source.PathOf(file)));
        for (var up = 0; up < FoldersUp && folder is not null; up++, folder = Path.GetDirectoryName(folder))
        {
            if (Beside(folder, configuration, column) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Takes the names of GoEmotions for ids that nothing names, where they fit.</summary>
    /// <exception cref="EmotionAIException">They do not.</exception>
    public static IReadOnlyList<string> OfIds(string path, IReadOnlyList<object[]> labels)
    {
        var ids = labels.SelectMany(row => row).OfType<long>().ToList();
        return ids.Max() == EmotionLabels.GoEmotions.Count - 1 && ids.Min() == 0
            ? EmotionLabels.GoEmotions
            : throw new EmotionAIException(EmotionErrorCodes.InputInvalid, Invariant($"'{path}' gives labels as ids ({ids.Min()} to {ids.Max()}), and nothing names them: put the README.md of the data set, labels.txt (one label a line) or labels.json beside it, or say which file names them."), path);
    }

    /// <summary>Reads the list of class names in the head of a <c>README.md</c>, where Hugging Face's library writes it.</summary>
    /// <param name="text">The page.</param>
    /// <param name="configuration">The configuration; where none has this name, the first counts.</param>
    /// <param name="column">The column of the labels.</param>
    /// <returns>The names by id; null where there is no such list.</returns>
    internal static IReadOnlyList<string>? FromReadme(string text, string configuration, string column)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        var end = lines.Count > 0 && lines[0] == "---" ? lines.IndexOf("---", 1) : -1;
        List<(string Configuration, SortedDictionary<int, string> Names)> found = [];
        var (current, feature) = ("", "");
        foreach (var line in lines.Take(Math.Max(end, 0)))
        {
            if (ConfigurationLine().Match(line) is { Success: true } named)
            {
                current = named.Groups["name"].Value;
            }
            else if (FeatureLine().Match(line) is { Success: true } field)
            {
                feature = field.Groups["name"].Value;
            }
            else if (line.TrimStart() == "names:" && feature == column)
            {
                found.Add((current, []));
            }
            else if (NameLine().Match(line) is { Success: true } name && feature == column && found.Count > 0)
            {
                found[^1].Names[int.Parse(name.Groups["id"].Value, System.Globalization.CultureInfo.InvariantCulture)] = name.Groups["name"].Value;
            }
        }

        var chosen = found.Find(each => each.Configuration == configuration).Names ?? found.FirstOrDefault().Names;
        return chosen is { Count: > 0 } && chosen.Keys.SequenceEqual(Enumerable.Range(0, chosen.Count)) ? [.. chosen.Values] : null;
    }

    private static IReadOnlyList<string>? Beside(string folder, string configuration, string column)
    {
        var readme = Path.Combine(folder, "README.md");
        if (File.Exists(readme) && FromReadme(Encoding.UTF8.GetString(ArtefactFile.ReadBytes(readme)), configuration, column) is { } written)
        {
            return written;
        }

        var infos = Path.Combine(folder, "dataset_infos.json");
        if (File.Exists(infos) && FromJson(ArtefactFile.ReadBytes(infos), infos, column, configuration) is { } informed)
        {
            return informed;
        }

        return TableFiles.LabelNames(folder) is { } list ? GoEmotionsNames.ReadLines(list) : null;
    }

    /// <summary>Reads <c>features.COLUMN…names</c>, wherever it is: below <c>info</c> in a parquet file, below the configuration in <c>dataset_infos.json</c>.</summary>
    private static string[]? FromJson(byte[] bytes, string path, string column, string? configuration = null)
    {
        using var document = JsonText.Parse(bytes, path, new JsonDocumentOptions { MaxDepth = Depth });
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object && configuration is not null && root.TryGetProperty(configuration, out var own) && Names(own, column) is { } names ? names : Names(root, column);
    }

    private static string[]? Names(JsonElement element, string column)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (element.TryGetProperty("features", out var features) && features.ValueKind == JsonValueKind.Object && features.TryGetProperty(column, out var feature))
        {
            return List(feature);
        }

        return element.EnumerateObject().Select(property => Names(property.Value, column)).FirstOrDefault(names => names is not null);
    }

    private static string[]? List(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (element.TryGetProperty("names", out var names) && names.ValueKind == JsonValueKind.Array && names.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String))
        {
            return [.. names.EnumerateArray().Select(name => name.GetString()!)];
        }

        return element.EnumerateObject().Select(property => List(property.Value)).FirstOrDefault(found => found is not null);
    }

    [GeneratedRegex(@"^\s*-?\s*config_name:\s*['""]?(?<name>[^'""\s]+)['""]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex ConfigurationLine();

    [GeneratedRegex(@"^\s*- name:\s*['""]?(?<name>[^'""\s]+)['""]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex FeatureLine();

    [GeneratedRegex(@"^\s*['""]?(?<id>[0-9]{1,4})['""]?:\s*['""]?(?<name>[^'""]+?)['""]?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex NameLine();
}
