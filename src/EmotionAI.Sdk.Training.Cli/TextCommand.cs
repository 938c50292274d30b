using System.CommandLine;
using EmotionAI.Cli;
using EmotionAI.Training.Data;
using EmotionAI.Training.Heads;
using EmotionAI.Training.Torch;

namespace EmotionAI.Training.Cli;

/// <summary>Is <c>emotionai-train text</c>.</summary>
internal static class TextCommand
{
    public static Command Create(TrainingConsole console, CancellationToken cancellationToken)
    {
        var data = new Argument<string>("data") { HelpName = "DATA", Description = "The prepared data: a folder with manifest.jsonl and labels.json, or a manifest." };
        var model = new Option<string>("--model") { Required = true, HelpName = "BASE", Description = "The folder of the base model: bert, roberta, xlm-roberta, camembert, distilbert or electra." };
        var output = new Option<string>("--output") { Required = true, HelpName = "DIR", Description = "The folder to write: model, eval_test, training." };
        var method = new Option<string?>("--method") { HelpName = "NAME", Description = "fine-tune, the only one of this tool; a head on a frozen encoder is trained by emotionai train." };
        method.AcceptOnlyFromAmong("fine-tune");
        var command = new VerbCommand(
            "text",
            "Fine-tunes a text model.",
            "emotionai-train text prepared/tweets --model models/roberta-base --output models/tweets",
            "emotionai-train text prepared/tweets --model models/all-minilm-l6-v2 --init-head --freeze-embeddings --epochs 3 --output models/tweets",
            "emotionai-train text prepared/tweets --model models/roberta-base --checkpoints partial --output models/tweets")
        {
            data, model, output, method,
        };
        var initHead = new Option<bool>("--init-head") { Description = "Begins with a head of logistic regressions on the frozen base model, in place of a new one." };
        command.Add(initHead);
        var list = new OptionList<TextFineTuningOptions>(command);
        list.Common();
        list.Flag("--single-label", "Each text has one label: scores by softmax in place of sigmoid.", options => options.ProblemType = ProblemType.SingleLabel);
        list.Number<int>("--max-length", "The largest number of tokens. The default is 128.", (options, value) => options.MaxLength = value);
        list.Number<double>("--head-learning-rate", "The learning rate of the head.", (options, value) => options.HeadLearningRate = value);
        list.Number<double>("--layer-decay", "By what the learning rate is multiplied from a layer to the one below.", (options, value) => options.LayerDecay = value);
        list.Number<double>("--dropout", "The share of values that are dropped.", (options, value) => options.Dropout = value);
        list.Number<double>("--label-smoothing", "By how much targets are drawn to the even distribution.", (options, value) => options.LabelSmoothing = value);
        list.Number<double>("--focal-gamma", "γ of the focal loss.", (options, value) => options.FocalGamma = value);
        list.Flag("--freeze-embeddings", "Leaves the word embeddings as they are.", options => options.FreezeEmbeddings = true);
        list.Flag("--half", "Rounds the trained weights to 16 bits, which halves the folder.", options => options.HalfPrecision = true);
        list.Number<int>("--lora-rank", "Trains matrices of rank N beside those of attention (LoRA).", (options, value) => options.LoraRank = value);
        list.Number<double>("--lora-alpha", "α of LoRA.", (options, value) => options.LoraAlpha = value);
        command.SetAction(result =>
        {
            var options = new TextFineTuningOptions();
            list.Apply(result, options);
            var (dataset, encoder, progress) = (PreparedDataset.Read(result.GetValue(data)!), result.GetValue(model)!, new StepLine(console));
            if (result.GetValue(initHead))
            {
                var head = TextHeadTrainer.Train(dataset, new TextHeadOptions { Encoder = encoder, ProblemType = options.ProblemType, DrawsLearningCurve = false, Threads = options.Threads }, cancellationToken);
                options.Head = new TextHead(head.Weights, head.Bias);
            }

            var trained = new TextFineTuner(encoder, options).Train(dataset, result.GetValue(output)!, progress, cancellationToken);
            ResultLine.Write(console, progress, trained);
            return ExitCode.Success;
        });
        return command;
    }
}
