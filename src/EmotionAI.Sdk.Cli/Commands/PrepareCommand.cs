using System.CommandLine;
using EmotionAI.Bundles;
using EmotionAI.Cli.Evaluating;
using EmotionAI.Cli.Output;
using EmotionAI.Training.Data;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai prepare text</c> and <c>emotionai prepare audio</c>.</summary>
internal sealed class PrepareCommand
{
    private const int UsualRate = 16_000;
    private const int HighestRate = 192_000;

    private readonly Argument<string> _source = new("SOURCE");
    private readonly Option<string> _output = new("--output") { Required = true, HelpName = "DIR", Description = "The folder of the prepared data: manifest.jsonl and labels.json." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets files in DIR be replaced; its other files are kept." };
    private readonly PrepareOptions _shared = new();
    private readonly FormatOption _format = new();
    private readonly Option<int?> _votes = NumberOption.Integer("--votes", "How many raters have to agree, of the raters' files of GoEmotions. The default is 2.", 1, 1000);
    private readonly Option<bool> _resample = new("--resample") { Description = "Writes the recordings anew to DIR/clips, as 16 kHz mono WAV of 16 bits." };
    private readonly Option<int?> _rate = NumberOption.Integer("--sample-rate", "Writes the recordings anew at N Hz in place of 16,000.", 1_000, HighestRate);
    private readonly Option<string?> _dataRoot = new("--data-root") { HelpName = "DIR", Description = "What {data_root} stands for in manifests of SpeechBrain. The default is the folder of the manifest." };
    private readonly Option<bool> _mergeExcited = new("--merge-excited") { Description = "Counts exc of IEMOCAP as hap." };
    private readonly Option<bool> _fourClasses = new("--four-classes") { Description = "Keeps of IEMOCAP ang, hap, sad and neu only; with --merge-excited 5,531 utterances." };

    private readonly FfmpegOption _ffmpeg = new();

    private PrepareCommand()
    {
    }

    public static Command Create(ModelModality modality, CommandConsole console, CancellationToken cancellationToken)
    {
        var verb = new PrepareCommand();
        var isText = modality == ModelModality.Text;
        verb._source.Description = isText
            ? "A folder of GoEmotions (train.tsv, goemotions_1.csv or parquet), a table (.tsv, .csv, .jsonl), tables named train, dev and test, or a .parquet file."
            : "A folder or .zip of RAVDESS, CREMA-D, TESS, SAVEE or EmoDB, or of one folder a label; a folder of IEMOCAP or with metadata.csv; a table; a train.json of SpeechBrain.";
        var command = isText
            ? new VerbCommand(
                "text",
                "Makes texts ready to train on: one manifest, divided into train, dev and test so that no text is in two of them, not even in other words nearly the same.",
                "emotionai prepare text goemotions --output prepared",
                "emotionai prepare text goemotions/full_dataset --votes 2 --output prepared",
                "emotionai prepare text reviews.csv --input-column body --label-column mood --dev 0.2 --test 0.2 --output prepared")
            : new VerbCommand(
                "audio",
                "Makes recordings ready to train on: one manifest, divided into train, dev and test so that no voice is in two of them. Every recording is decoded once.",
                "emotionai prepare audio ravdess --output prepared",
                "emotionai prepare audio Audio_Speech_Actors_01-24.zip --resample --output prepared",
                "emotionai prepare audio IEMOCAP_full_release --merge-excited --four-classes --output prepared",
                "emotionai prepare audio clips --labels angry happy neutral --output prepared");
        Symbol[] own = isText ? [verb._votes] : [verb._resample, verb._rate, verb._dataRoot, verb._mergeExcited, verb._fourClasses, verb._ffmpeg.Option];
        command.Add(verb._source);
        command.Add(verb._output);
        command.Add(verb._overwrite);
        verb._shared.AddTo(command);
        foreach (var option in own.OfType<Option>())
        {
            command.Add(option);
        }

        command.Add(verb._format.Option);
        command.SetAction(result => verb.Run(result, isText, console, cancellationToken));
        return command;
    }

    private int Run(ParseResult result, bool isText, CommandConsole console, CancellationToken cancellationToken)
    {
        using var invalidLines = _shared.TellInvalidLines(console);
        var output = result.GetValue(_output)!;
        OutputOptions.Check(output, result.GetValue(_overwrite));
        var data = isText ? PrepareText(result, output, console, cancellationToken) : PrepareAudio(result, output, console, cancellationToken);
        if (_format.IsTable(result, console))
        {
            PreparedTable.Write(console, data, output);
        }
        else
        {
            PreparedJson.Write(console.Output, data, output);
        }

        foreach (string remark in data.Remarks)
        {
            console.Tell($"warning: {remark}");
        }

        ProblemReport.Write(console, data.Problems, 0);
        return data.Problems.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private PreparedDataset PrepareText(ParseResult result, string output, CommandConsole console, CancellationToken cancellationToken)
    {
        var options = new TextPreparationOptions { MinimumVotes = result.GetValue(_votes) ?? new TextPreparationOptions().MinimumVotes };
        _shared.Apply(result, options);
        return WithProgress(console, "texts", options, () =>
        {
            var data = DatasetPreparation.PrepareText(result.GetValue(_source)!, options, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            OutputGate.Pass(output, () => data.WriteTo(output, result.GetValue(_overwrite)));
            return data;
        });
    }

    private PreparedDataset PrepareAudio(ParseResult result, string output, CommandConsole console, CancellationToken cancellationToken)
    {
        var options = new AudioPreparationOptions
        {
            OutputDirectory = output,
            Overwrite = result.GetValue(_overwrite),
            SampleRate = result.GetValue(_rate) ?? (result.GetValue(_resample) ? UsualRate : null),
            Decoders = [.. _ffmpeg.Decoders(result)],
            DataRoot = result.GetValue(_dataRoot),
            MergesExcited = result.GetValue(_mergeExcited),
            FourClasses = result.GetValue(_fourClasses),
        };
        _shared.Apply(result, options);
        PreparedDataset? data = null;

        // The gate keeps a run that was interrupted from ending before its half-filled folder is gone.
        OutputGate.Pass(output, () => data = WithProgress(console, "recordings", options, () => DatasetPreparation.PrepareAudio(result.GetValue(_source)!, options, cancellationToken)));
        return data!;
    }

    private static PreparedDataset WithProgress(CommandConsole console, string unit, PreparationOptions options, Func<PreparedDataset> prepare)
    {
        var progress = new ProgressLine(console, unit);
        options.Progress = progress;
        try
        {
            return prepare();
        }
        finally
        {
            progress.Clear();
        }
    }
}
