using System.Globalization;
using System.Text;
using System.Text.Json;
using EmotionAI.Training.Torch;

namespace EmotionAI.Training.Cli;

/// <summary>Says what a training gave: a few lines for people on a terminal, one line of JSON for programs.</summary>
internal static class ResultLine
{
    public static void Write(TrainingConsole console, StepLine progress, TrainingResult result)
    {
        progress.Clear();
        console.Output.WriteLine(console.IsOutputTerminal ? ForPeople(result) : ForPrograms(result));
        console.Output.Flush();
    }

    private static string ForPeople(TrainingResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{result.ModelDirectory}: the weights of step {result.BestStep} of {result.Steps} ({Name(result.End)}); the SDK answers as the trainer did, to {result.ReloadDifference:0.0e+0}");
        if (result.MacroF1 is { } dev)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nmacro-F1 on dev {dev:0.000}");
        }

        if (result.Measurement is { } test)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nmacro-F1 on test {test.Macro.F1:0.000} ({test.Evaluated.Samples.Count} samples)");
        }

        return text.ToString();
    }

    private static string ForPrograms(TrainingResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("output", result.Directory);
            json.WriteString("model", result.ModelDirectory);
            json.WriteNumber("steps", result.Steps);
            json.WriteNumber("best_step", result.BestStep);
            json.WriteNumber("resumed_from", result.ResumedFrom);
            json.WriteString("end", Name(result.End));
            WriteNumber(json, "dev_macro_f1", result.MacroF1);
            WriteNumber(json, "test_macro_f1", result.Measurement?.Macro.F1);
            WriteNumber(json, "test_samples", result.Measurement?.Evaluated.Samples.Count);
            json.WriteStartArray("new_layers");
            foreach (var layer in result.NewLayers)
            {
                json.WriteStringValue(layer);
            }

            json.WriteEndArray();
            json.WriteNumber("reload_difference", result.ReloadDifference);
            json.WriteNumber("checked_inputs", result.CheckedInputs);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Name(TrainingEnd end) => end switch
    {
        TrainingEnd.EarlyStopping => "early-stopping",
        TrainingEnd.TimeLimit => "time-limit",
        _ => "completed",
    };

    private static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }
}
