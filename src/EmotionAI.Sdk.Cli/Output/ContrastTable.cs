using System.Globalization;
using System.Text;
using System.Text.Json;
using EmotionAI.Cli.Evaluating;
using Spectre.Console;
using StyledText = Spectre.Console.Text;

namespace EmotionAI.Cli.Output;

/// <summary>Writes how the voices differ that a model gets right and wrong: for people, for programs and as a file.</summary>
internal static class ContrastTable
{
    /// <summary>The name of the file in the folder of an evaluation.</summary>
    public const string FileName = "voice_descriptors.csv";

    public static void Write(CommandConsole console, IReadOnlyList<DescriptorContrast> contrasts)
    {
        var ansi = TerminalOutput.Create(console);
        var table = new FigureTable("descriptor", "median, right", "median, wrong", "Cliff's delta", "right", "wrong");
        foreach (var contrast in contrasts)
        {
            table.AddRow(contrast.Name, Format(contrast.Right), Format(contrast.Wrong), Format(contrast.Delta), Count(contrast.RightCount), Count(contrast.WrongCount));
        }

        table.Write(ansi);
        ansi.Write(new StyledText("Cliff's delta: above 0, the descriptor is higher where the model is wrong; from .147, .33 and .474 on a difference is called small, medium and large. Of so many comparisons some are large by chance."));
        ansi.WriteLine();
        console.Output.Flush();
    }

    /// <summary>Writes <c>descriptors</c> into an object that was begun.</summary>
    public static void WriteJson(Utf8JsonWriter json, IReadOnlyList<DescriptorContrast> contrasts)
    {
        json.WriteStartArray("descriptors");
        foreach (var contrast in contrasts)
        {
            json.WriteStartObject();
            json.WriteString("name", contrast.Name);
            MeasurementJson.WriteNumber(json, "median_right", contrast.Right);
            MeasurementJson.WriteNumber(json, "median_wrong", contrast.Wrong);
            MeasurementJson.WriteNumber(json, "cliffs_delta", contrast.Delta);
            json.WriteNumber("num_right", contrast.RightCount);
            json.WriteNumber("num_wrong", contrast.WrongCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Gives the file.</summary>
    public static byte[] ToCsv(IReadOnlyList<DescriptorContrast> contrasts)
    {
        var text = new StringBuilder("descriptor,median_right,median_wrong,cliffs_delta,num_right,num_wrong\n");
        foreach (var contrast in contrasts)
        {
            text.Append(CultureInfo.InvariantCulture, $"{contrast.Name},{contrast.Right:R},{contrast.Wrong:R},{contrast.Delta:R},{contrast.RightCount},{contrast.WrongCount}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Format(double? value) => value is { } number ? FigureTable.Format(number) : "undefined";

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
