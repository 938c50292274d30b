using System.CommandLine;
using EmotionAI.Bundles;
using EmotionAI.Cli.Input;
using EmotionAI.Cli.Output;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>emotionai export onnx</c>.</summary>
internal sealed class ExportOnnxCommand
{
    private readonly Option<string> _model = new("--model") { Required = true, HelpName = "DIR", Description = "The model folder: a text classifier with weights, or a SpeechBrain folder." };
    private readonly Option<string> _output = new("--output") { Required = true, HelpName = "FILE", Description = "The ONNX file." };
    private readonly Option<string?> _precision = LongTextOptions.CreatePrecision();
    private readonly Option<bool> _external = new("--external-data") { Description = "Writes the weights into FILE.data. The default is that for weights of more than 1.5 GB only." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Lets FILE and FILE.data be replaced." };

    private ExportOnnxCommand()
    {
    }

    public static Command Create(CommandConsole console)
    {
        var verb = new ExportOnnxCommand();
        var command = new VerbCommand(
            "onnx",
            "Writes the network of a model folder as an ONNX file that ONNX Runtime takes as it is, in any language; its fused operators (com.microsoft) are unknown to other runtimes. Names and shapes of the inputs and the output go to standard error, labels and decision rule into the metadata of the file.",
            "emotionai export onnx --model models/tweets --output tweets.onnx",
            "emotionai export onnx --model models/tweets --output onnx/model_quantized.onnx --precision int8 --overwrite",
            "emotionai export onnx --model speechbrain/emotion --output emotion.onnx --external-data")
        {
            verb._model,
            verb._output,
            verb._precision,
            verb._external,
            verb._overwrite,
        };
        command.SetAction(result => verb.Run(result, console));
        return command;
    }

    private int Run(ParseResult result, CommandConsole console)
    {
        var output = result.GetValue(_output)!;
        var options = new OnnxExportOptions
        {
            Precision = LongTextOptions.PrecisionOf(result.GetValue(_precision)),
            ExternalData = result.GetValue(_external) ? true : null,
            Overwrite = result.GetValue(_overwrite),
        };
        AtomicFile.Check(output, options.Overwrite);
        using var bundle = Models.Load(result.GetValue(_model)!, Models.Option, console);
        OnnxExportResult? export = null;
        OutputGate.Pass(output, () => export = OnnxExport.Write(bundle, output, options));
        foreach (var input in export!.Inputs)
        {
            console.Tell($"input {input}");
        }

        console.Tell($"output {export.Output}");
        foreach (var file in export.Files.Where(file => !OutputPlace.IsStream(file)))
        {
            console.Output.WriteLine(PrintableText.Of(RawNames.Display(file), int.MaxValue));
        }

        return ExitCode.Success;
    }
}
