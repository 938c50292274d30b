using System.Text.Json;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Output;

/// <summary>Writes how two models compare, for programs, as one JSON object on one line.</summary>
internal static class ComparisonJson
{
    /// <param name="output">Receives the line.</param>
    /// <param name="comparison">The figures.</param>
    /// <param name="firstPath">The folder of model A as it was named.</param>
    /// <param name="secondPath">The folder of model B as it was named.</param>
    public static void Write(TextWriter output, ModelComparison comparison, string firstPath, string secondPath)
    {
        using var line = new JsonLine(output);
        var json = line.Begin();
        json.WriteString("a", comparison.First.Evaluated.ModelId);
        json.WriteString("b", comparison.Second.Evaluated.ModelId);
        json.WriteString("a_path", firstPath);
        json.WriteString("b_path", secondPath);
        json.WriteNumber("num_samples", comparison.First.Evaluated.Samples.Count);
        json.WriteNumber("seed", comparison.Differences[0].Difference.Seed);
        json.WriteStartObject("differences");
        foreach (var figure in comparison.Differences)
        {
            json.WriteStartObject(figure.Name);
            json.WriteNumber("a", figure.First);
            json.WriteNumber("b", figure.Second);
            json.WriteNumber("difference", figure.Difference.Estimate);
            json.WriteNumber("lower", figure.Difference.Lower);
            json.WriteNumber("upper", figure.Difference.Upper);
            json.WriteNumber("p_value", figure.PValue);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("disagreements");
        foreach (var one in comparison.Disagreements)
        {
            WriteDisagreement(json, one);
        }

        json.WriteEndArray();
        line.End();
        output.Flush();
    }

    private static void WriteDisagreement(Utf8JsonWriter json, Disagreement one)
    {
        json.WriteStartObject();
        json.WriteString("input", one.Input);
        foreach (var (name, labels) in (ReadOnlySpan<(string, IReadOnlyList<string>)>)[("truth", one.Truth), ("a", one.First), ("b", one.Second)])
        {
            json.WriteStartArray(name);
            foreach (var label in labels)
            {
                json.WriteStringValue(label);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
