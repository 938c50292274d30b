using System.Text.Json;

namespace EmotionAI.Cli.Tests;

/// <summary>Reads <c>metrics_overall.json</c>.</summary>
internal static class OverallFigures
{
    /// <summary>Reads the figures in the order of the file.</summary>
    public static OrderedDictionary<string, double> Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new(document.RootElement.EnumerateObject().Select(figure => KeyValuePair.Create(figure.Name, figure.Value.GetDouble())));
    }
}
