using System.CommandLine;
using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Cli;
using EmotionAI.Cli.Commands;
using EmotionAI.Cli.Input;
using EmotionAI.Formats;
using EmotionAI.Jobs;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Reads the inputs of a job as <c>emotionai classify</c> reads its own.</summary>
internal sealed class JobInputs
{
    private const int Portion = 1_000;

    private readonly Option<string> _input = new("--input") { HelpName = "FILE", Required = true, Description = "Texts, one a line, or - for standard input; of .csv, .tsv and .jsonl a column. With --audio: a recording, a folder of them, or a table with their paths, which the workers must find under the same names." };
    private readonly InputFormOptions _form = new();

    public void AddTo(Command command)
    {
        command.Add(_input);
        _form.AddTo(command, passes: true);
    }

    public async IAsyncEnumerable<JobItem> ReadAsync(ParseResult result, ModelModality modality, CommandConsole console)
    {
        using var invalid = _form.TellInvalidLines(console);
        foreach (var item in modality == ModelModality.Text ? Texts(result, console) : Recordings(result))
        {
            yield return item;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    private static JobItem Item(InputItem<string> item) => new(item.Value ?? "")
    {
        Name = item.Name == item.Value ? null : item.Name,
        Error = item.Error,
        Id = item.Passed?.Id is { } id ? Json(id) : null,
        Fields = new OrderedDictionary<string, JsonElement>((item.Passed?.Kept ?? []).Select(kept => KeyValuePair.Create(kept.Key, Json(kept.Value)))),
    };

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private IEnumerable<JobItem> Texts(ParseResult result, CommandConsole console)
    {
        var name = result.GetValue(_input);
        using var reader = TextInput.Open(name, console);
        var texts = _form.Texts(result, reader, name == "-" ? null : name, Portion, EmotionLimits.Default.TextCharacters, CancellationToken.None);
        while (texts.Read() is { Count: > 0 } portion)
        {
            foreach (var item in portion)
            {
                yield return Item(item);
            }
        }
    }

    private IEnumerable<JobItem> Recordings(ParseResult result) =>
        AudioPaths.List([result.GetValue(_input)!], _form.Rows(result), _form.Columns(result, InputNames.Audio)).Select(Item);
}
