using System.CommandLine;
using EmotionAI.Cli;
using EmotionAI.Cli.Commands;
using EmotionAI.Training.Data;
using EmotionAI.Training.Torch;

namespace EmotionAI.Training.Cli;

/// <summary>Is <c>emotionai-train audio</c>.</summary>
internal static class AudioCommand
{
    public static Command Create(TrainingConsole console, CancellationToken cancellationToken)
    {
        var data = new Argument<string>("data") { HelpName = "DATA", Description = "The prepared data: a folder with manifest.jsonl and labels.json, or a manifest." };
        var output = new Option<string>("--output") { Required = true, HelpName = "DIR", Description = "The folder to write: checkpoint, eval_test, training." };
        var method = new Option<string?>("--method") { HelpName = "NAME", Description = "ecapa, the only one of this tool; a head on a frozen encoder is trained by emotionai train." };
        method.AcceptOnlyFromAmong("ecapa");
        var command = new VerbCommand(
            "audio",
            "Trains SpeechBrain's ECAPA-TDNN.",
            "emotionai-train audio prepared/ravdess --output models/ecapa",
            "emotionai-train audio prepared/ravdess --epochs 60 --checkpoints partial --time-limit 120 --output models/ecapa")
        {
            data, output, method,
        };
        var ffmpeg = new FfmpegOption();
        command.Add(ffmpeg.Option);
        var list = new OptionList<EcapaOptions>(command);
        list.Common();
        list.Number<int>("--channels", "The width of the blocks. The default is 192.", (options, value) => options.Channels = value);
        list.Number<int>("--attention-channels", "The width of the attention. The default is 64.", (options, value) => options.AttentionChannels = value);
        list.Number<int>("--embedding-size", "The width of the embedding. The default is 96.", (options, value) => options.EmbeddingSize = value);
        list.Number<int>("--mel-bands", "The number of mel bands. The default is 80.", (options, value) => options.MelBands = value);
        list.Number<double>("--margin", "The margin of the additive-margin softmax. The default is 0.2.", (options, value) => options.Margin = value);
        list.Number<double>("--scale", "By what cosines are multiplied. The default is 30.", (options, value) => options.Scale = value);
        list.Number<double>("--crop", "The longest piece of a clip that a step reads, in seconds. The default is 3.", (options, value) => options.CropLength = TimeSpan.FromSeconds(Math.Clamp(value, 0, 1e6)));
        list.Number<double>("--noise-share", "The share of clips to which noise is added. The default is 0.5.", (options, value) => options.NoiseShare = value);
        list.Number<double>("--noise-db", "The loudest noise, as a signal-to-noise ratio in dB. The default is 10.", (options, value) => options.NoiseDecibels = value);
        list.Number<int>("--time-drops", "How many stretches of time are blanked. The default is 2.", (options, value) => options.TimeDrops = value);
        list.Number<int>("--frequency-drops", "How many stretches of frequency are blanked. The default is 2.", (options, value) => options.FrequencyDrops = value);
        command.SetAction(result =>
        {
            var options = new EcapaOptions { Decoders = [.. ffmpeg.Decoders(result)] };
            list.Apply(result, options);
            var progress = new StepLine(console);
            var trained = new EcapaTrainer(options).Train(PreparedDataset.Read(result.GetValue(data)!), result.GetValue(output)!, progress, cancellationToken);
            ResultLine.Write(console, progress, trained);
            return ExitCode.Success;
        });
        return command;
    }
}
