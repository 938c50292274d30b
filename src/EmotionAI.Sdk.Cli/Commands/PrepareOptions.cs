using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;
using EmotionAI.Training.Data;

namespace EmotionAI.Cli.Commands;

/// <summary>Holds the options of <c>prepare</c> that texts and recordings share.</summary>
internal sealed class PrepareOptions
{
    private const int LargestMap = 1 << 20;

    private readonly InputFormOptions _form = new();
    private readonly Option<string?> _labelColumn = new("--label-column") { HelpName = "NAME", Description = "The column of the labels. The default is the usual names: label, emotions, …" };
    private readonly Option<string?> _speakerColumn = new("--speaker-column") { HelpName = "NAME", Description = "The column of the speaker. The default is the usual names: speaker, actor, …" };
    private readonly Option<string[]> _ignored = new("--ignore-columns") { HelpName = "NAME", Description = "Leaves these columns alone.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _labelNames = new("--label-names") { HelpName = "FILE", Description = "Names label ids: one label a line, or labels.json. The default is labels.txt, labels.json or emotions.txt beside the data." };
    private readonly Option<string?> _labelMap = new("--label-map") { HelpName = "FILE", Description = "Says what the labels become: a JSON object of label to label; null leaves out." };
    private readonly Option<string[]> _labels = new("--labels") { HelpName = "LABEL", Description = "Keeps these labels only, in this order of the model's outputs: --labels angry happy sad neutral.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int?> _seed = NumberOption.Integer("--seed", "The seed of the parts. The default is 1.", 0);
    private readonly Option<double?> _dev = NumberOption.Share("--dev", "The share of the samples for choosing settings. The default is 0.1; 0 makes no such part.");
    private readonly Option<double?> _test = NumberOption.Share("--test", "The share of the samples for the last measurement. The default is 0.1; 0 makes no such part.");
    private readonly Option<bool> _resplit = new("--resplit") { Description = "Divides anew where the source has parts of its own." };
    private readonly Option<string?> _name = new("--source-name") { HelpName = "NAME", Description = "The name of the corpus, for the records. The default is the corpus that was recognised." };
    private readonly Option<string?> _licence = new("--licence") { HelpName = "NAME", Description = "The licence of the data, for the records. The default is that of the corpus that was recognised." };
    private readonly Option<bool> _strict = new("--strict") { Description = "Stops at the first fault, and where a speaker is in two parts. The default is to leave it out and list it." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_seed, _dev, _test, _resplit, _labels, _labelMap, _labelColumn, _speakerColumn, _ignored, _labelNames, _name, _licence, _strict])
        {
            command.Add(option);
        }

        _form.AddTo(command, passes: false);
        command.Validators.Add(result =>
        {
            if (ShareOf(result, _dev) + ShareOf(result, _test) >= 1)
            {
                result.AddError("--dev and --test leave nothing to train on; their sum is to be below 1.");
            }
        });
    }

    /// <summary>Says at the end of a run, however it ends, which lines had bytes that are not valid.</summary>
    /// <returns>What ends the run.</returns>
    public IDisposable TellInvalidLines(CommandConsole console) => _form.TellInvalidLines(console);

    /// <summary>Sets what was asked for.</summary>
    /// <exception cref="EmotionAIException">The file of the map cannot be used.</exception>
    public void Apply(ParseResult result, PreparationOptions options)
    {
        var rows = _form.Rows(result);
        string[] labels = DataOptions.Items(result, _labels);
        options.Table = new DatasetOptions
        {
            InputColumn = _form.Column(result),
            LabelColumn = result.GetValue(_labelColumn),
            SpeakerColumn = result.GetValue(_speakerColumn),
            IgnoredColumns = DataOptions.Items(result, _ignored),
            LabelNamesPath = result.GetValue(_labelNames),
            Format = rows.Format,
            Quoting = rows.Quoting,
            Encoding = rows.Encoding,
            OnInvalidBytes = rows.OnInvalidBytes,
        };
        var defaults = new SplitOptions();
        options.Split = new SplitOptions
        {
            Seed = result.GetValue(_seed) ?? defaults.Seed,
            DevShare = result.GetValue(_dev) ?? defaults.DevShare,
            TestShare = result.GetValue(_test) ?? defaults.TestShare,
            KeepsParts = !result.GetValue(_resplit),
        };
        options.Labels = labels.Length > 0 ? labels : null;
        options.LabelMap = result.GetValue(_labelMap) is { } path ? ReadMap(path) : null;
        options.Source = result.GetValue(_name);
        options.Licence = result.GetValue(_licence);
        options.IsStrict = result.GetValue(_strict);
    }

    /// <summary>Gets a share; one that is no share is told by its option.</summary>
    private static double ShareOf(CommandResult result, Option<double?> option) =>
        result.GetResult(option)?.Tokens is [{ Value: var text }] && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 ? share : 0;

    private static Dictionary<string, string?> ReadMap(string path)
    {
        using var document = JsonText.Parse(ArtefactFile.ReadBytes(path, LargestMap), path, default, static _ => true);
        if (document.RootElement.ValueKind != JsonValueKind.Object || document.RootElement.EnumerateObject().Any(pair => pair.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, path, "not a label map", "a JSON object of label to label, or to null, is");
        }

        Dictionary<string, string?> map = new(StringComparer.Ordinal);
        foreach (var pair in document.RootElement.EnumerateObject())
        {
            map[pair.Name] = pair.Value.GetString();
        }

        return map;
    }
}
