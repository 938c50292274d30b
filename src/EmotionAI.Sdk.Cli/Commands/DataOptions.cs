using System.CommandLine;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Commands;

/// <summary>Holds the options that say how to read a data set.</summary>
internal sealed class DataOptions
{
    private const string MergesModel = "ekman, sentiment, ravdess, and a file with other names for the model's labels, merge its answers too (not of calibrate).";

    private readonly Option<string> _data = new("--data") { Required = true, HelpName = "PATH", Description = "The data: a .tsv, .csv or .jsonl file; for speech also a folder, with a table in it or with the file names of RAVDESS or EmoDB." };
    private readonly InputFormOptions _form = new();
    private readonly Option<string[]> _ignored = new("--ignore-columns") { HelpName = "NAME", Description = "Leaves these columns alone.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _labelColumn = new("--label-column") { HelpName = "NAME", Description = "The column of the labels. The default is the usual names: label, emotions, …" };
    private readonly Option<string?> _speakerColumn = new("--speaker-column") { HelpName = "NAME", Description = "The column of the speaker. The default is the usual names: speaker, actor, …" };
    private readonly Option<string?> _labelNames = new("--label-names") { HelpName = "FILE", Description = "Names label ids: one label a line, or labels.json. The default is labels.txt or labels.json beside the data." };
    private readonly Option<string?> _labelMap = new("--label-map") { HelpName = "MAP", Description = $"Says which label of the model each label of the data is, or each column of values: a JSON object in a file (null leaves out), or synonyms. {MergesModel}" };
    private readonly Option<string[]> _leaveOut = new("--leave-out") { HelpName = "LABEL", Description = "Leaves out the samples with these labels of the data: --leave-out boredom.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string[]> _speakers = new("--speakers") { HelpName = "NAME", Description = "Keeps the samples of these speakers only: --speakers 01 11 20.", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _folds = new("--folds") { HelpName = "FILE", Description = "A table of fold and speaker, one row a test speaker; with --fold." };
    private readonly Option<string?> _fold = new("--fold") { HelpName = "NAME", Description = "Keeps the test speakers of this fold only." };
    private readonly Option<bool> _strict = new("--strict") { Description = "Stops at the first line or file with a fault. The default is to leave it out and list it." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_data, _ignored, _labelColumn, _speakerColumn, _labelNames, _labelMap, _leaveOut, _speakers, _folds, _fold, _strict])
        {
            command.Add(option);
        }

        _form.AddTo(command, passes: false);
        command.Validators.Add(result =>
        {
            if ((result.GetResult(_folds) is null) != (result.GetResult(_fold) is null))
            {
                result.AddError("--folds and --fold go together.");
            }

            if (result.GetResult(_folds) is not null && result.GetResult(_speakers) is { Implicit: false })
            {
                result.AddError("--folds and --speakers exclude each other.");
            }
        });
    }

    /// <summary>Says at the end of a run, however it ends, which lines had bytes that are not valid.</summary>
    /// <returns>What ends the run.</returns>
    public IDisposable TellInvalidLines(CommandConsole console) => _form.TellInvalidLines(console);

    public bool IsStrict(ParseResult result) => result.GetValue(_strict);

    public string Path(ParseResult result) => result.GetValue(_data)!;

    /// <summary>Refuses data that are not there or in no format that is read, before a model is loaded for them.</summary>
    /// <exception cref="EmotionAIException">They cannot be used.</exception>
    public void Check(ParseResult result)
    {
        if (!Directory.Exists(Path(result)))
        {
            RowReader.FormatOf(Path(result), _form.Rows(result).Format);
            ArtefactFile.RequirePresent(Path(result));
        }
    }

    /// <summary>Reads the data.</summary>
    /// <param name="areDimensions">Whether the model gives quantities: then the data have a column of true values for each of its labels, or some of them.</param>
    /// <exception cref="EmotionAIException">It cannot be used; in strict mode, any fault.</exception>
    public Dataset Read(ParseResult result, bool isAudio, EmotionLabels model, bool areDimensions = false)
    {
        var map = Map(result, model);
        var rows = _form.Rows(result);
        var options = new DatasetOptions
        {
            InputColumn = _form.Column(result),
            LabelColumn = result.GetValue(_labelColumn),
            SpeakerColumn = result.GetValue(_speakerColumn),
            LabelNamesPath = result.GetValue(_labelNames),
            Speakers = Speakers(result),
            IsStrict = IsStrict(result),
            IgnoredColumns = Items(result, _ignored),
            Format = rows.Format,
            Quoting = rows.Quoting,
            Encoding = rows.Encoding,
            OnInvalidBytes = rows.OnInvalidBytes,
            IsLabel = label =>
            {
                map.TryMap([label], model, out _, out var unknown);
                return unknown is null;
            },
            DimensionOf = areDimensions ? DimensionOf : null,
        };
        return isAudio ? Dataset.ReadAudio(Path(result), options) : Dataset.ReadText(Path(result), options);

        string? DimensionOf(string column) =>
            model.FirstOrDefault(label => label.Equals(column, StringComparison.OrdinalIgnoreCase)) ?? (map.TryMap([column], model, out var found, out _) && found.Count == 1 ? model[found[0]] : null);
    }

    /// <summary>Gives the map from the labels of the data to those of a model.</summary>
    /// <exception cref="EmotionAIException">The file of the map cannot be used.</exception>
    public LabelMap Map(ParseResult result, EmotionLabels model) => NamedMap(result, model).LeavingOut(Items(result, _leaveOut));

    /// <summary>Gives how the answers of a model are merged by the map, and says which of its labels are left out; null where its labels stay.</summary>
    /// <exception cref="EmotionAIException">The file of the map cannot be used, or the taxonomy does not know a label of the model.</exception>
    public EmotionTaxonomy? Taxonomy(ParseResult result, EmotionClassifierMetadata model, CommandConsole console)
    {
        if (result.GetValue(_labelMap) is not { } name)
        {
            return null;
        }

        var taxonomy = EmotionTaxonomy.Find(name) is { } published
            ? published == EmotionTaxonomy.Synonyms || model.Labels.All(label => published.Labels.IndexOf(label) >= 0) ? null : published
            : ReadMap(name).MergeOf(model.Labels);
        if (taxonomy is not null && model.Labels.Where(label => taxonomy.Map(label) is null).ToArray() is { Length: > 0 } leftOut)
        {
            console.Tell($"warning: --label-map leaves out labels of the model, whose scores go nowhere: {string.Join(", ", leftOut)}.");
        }

        return taxonomy;
    }

    private LabelMap NamedMap(ParseResult result, EmotionLabels model) => result.GetValue(_labelMap) switch
    {
        null => LabelMap.Identity,
        var name when EmotionTaxonomy.Find(name) is { } taxonomy => LabelMap.FromTaxonomy(taxonomy, model),
        var path => ReadMap(path),
    };

    private static LabelMap ReadMap(string path) => File.Exists(path)
        ? LabelMap.Read(path)
        : throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"--label-map is '{path}', which is no file; allowed: synonyms, ekman, sentiment, ravdess, or a JSON file.", path);

    private IReadOnlyCollection<string>? Speakers(ParseResult result)
    {
        if (result.GetValue(_folds) is { } folds)
        {
            return Dataset.ReadTestSpeakers(folds, result.GetValue(_fold)!);
        }

        var speakers = Items(result, _speakers);
        return speakers.Length > 0 ? speakers : null;
    }

    /// <summary>Gets the items of an option, given one by one or with commas between them.</summary>
    public static string[] Items(ParseResult result, Option<string[]> option) =>
        [.. (result.GetValue(option) ?? []).SelectMany(item => item.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
