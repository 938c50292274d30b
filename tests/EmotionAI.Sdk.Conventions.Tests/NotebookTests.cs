using System.Text.Json;

namespace EmotionAI.Conventions;

/// <summary>Compares the notebooks that people open with the programs they are made of.</summary>
public sealed class NotebookTests
{
    private const string Mark = "// %%";

    public static TheoryData<string> Names => [.. Repository.Files("notebooks").Where(file => file.EndsWith(".cs", StringComparison.Ordinal)).Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Fact]
    public void Notebooks_OfTheThesis_AreThere() => Assert.Equal(
        ["audio_emotion_data_prep", "finetuning_audio_model", "finetuning_text_model", "text_emotion_data_prep"],
        Repository.Files("notebooks").Where(file => file.EndsWith(".ipynb", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_EachCell_IsThatOfTheProgram(string name)
    {
        using var notebook = JsonDocument.Parse(Repository.Read($"notebooks/{name}.ipynb"));
        string[] cells = [.. notebook.RootElement.GetProperty("cells").EnumerateArray().Select(Source).Where(source => !source.StartsWith("#r \"nuget: ", StringComparison.Ordinal))];

        string[] program = [.. Repository.Read($"notebooks/{name}.cs").Split($"\n{Mark}")[1..].Select(Cell)];

        Assert.Equal(program.Length, cells.Length);
        Assert.All(program.Zip(cells), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Notebook_EachCodeCell_RanWithoutAnError(string name)
    {
        using var notebook = JsonDocument.Parse(Repository.Read($"notebooks/{name}.ipynb"));
        JsonElement[] outputs = [.. notebook.RootElement.GetProperty("cells").EnumerateArray().Where(cell => cell.TryGetProperty("outputs", out _)).SelectMany(cell => cell.GetProperty("outputs").EnumerateArray())];

        Assert.NotEmpty(outputs);
        Assert.DoesNotContain(outputs, output => output.GetProperty("output_type").GetString() == "error");
    }

    [Theory]
    [InlineData("finetuning_text_model")]
    [InlineData("finetuning_audio_model")]
    public void Notebook_OfATraining_KeepsItsPictures(string name) => Assert.Contains("\"image/png\"", Repository.Read($"notebooks/{name}.ipynb"), StringComparison.Ordinal);

    private static string Source(JsonElement cell) => string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString()));

    private static string Cell(string part)
    {
        var lines = part.Split('\n');
        var isText = lines[0].Trim() == "[markdown]";
        return string.Join('\n', lines[1..].Select(line => isText && line.StartsWith("//", StringComparison.Ordinal) ? line[2..].TrimStart(' ') : line)).Trim('\n');
    }
}
