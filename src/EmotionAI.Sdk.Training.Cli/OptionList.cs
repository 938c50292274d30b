using System.CommandLine;
using System.Globalization;
using System.Numerics;
using EmotionAI.Training.Torch;

namespace EmotionAI.Training.Cli;

/// <summary>Collects the options of a command, and what each sets.</summary>
/// <typeparam name="T">The options of the training.</typeparam>
internal sealed class OptionList<T>(Command command)
    where T : TorchTrainingOptions
{
    private readonly List<Action<ParseResult, T>> _setters = [];

    /// <summary>Adds an option that takes a number, read the same in every culture.</summary>
    public void Number<TNumber>(string name, string description, Action<T, TNumber> set)
        where TNumber : struct, INumber<TNumber>
    {
        var option = new Option<TNumber?>(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                if (TNumber.TryParse(result.Tokens[0].Value, NumberStyles.Float & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value))
                {
                    return value;
                }

                result.AddError($"{name} is '{result.Tokens[0].Value}'; a number is allowed.");
                return null;
            },
        };
        Add(option, (result, options) =>
        {
            if (result.GetValue(option) is { } value)
            {
                set(options, value);
            }
        });
    }

    /// <summary>Adds an option that takes a text.</summary>
    public void Text(string name, string helpName, string description, Action<T, string> set)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = helpName };
        Add(option, (result, options) =>
        {
            if (result.GetValue(option) is { } value)
            {
                set(options, value);
            }
        });
    }

    /// <summary>Adds an option that is there or not.</summary>
    public void Flag(string name, string description, Action<T> set)
    {
        var option = new Option<bool>(name) { Description = description };
        Add(option, (result, options) =>
        {
            if (result.GetValue(option))
            {
                set(options);
            }
        });
    }

    /// <summary>Sets what the arguments say.</summary>
    public void Apply(ParseResult result, T options) => _setters.ForEach(set => set(result, options));

    /// <summary>Adds the options that text and speech have in common.</summary>
    public void Common()
    {
        Number<double>("--learning-rate", "The highest learning rate.", (options, value) => options.LearningRate = value);
        Number<int>("--epochs", "How often the data is gone through.", (options, value) => options.Epochs = value);
        Number<int>("--steps", "The number of steps, in place of --epochs.", (options, value) => options.Steps = value);
        Number<int>("--batch-size", "The number of samples of a step.", (options, value) => options.BatchSize = value);
        Number<double>("--warm-up", "The share of the steps in which the learning rate rises.", (options, value) => options.WarmUpShare = value);
        Number<double>("--weight-decay", "The decay of the weights.", (options, value) => options.WeightDecay = value);
        Number<double>("--clip-norm", "The longest gradient.", (options, value) => options.ClipNorm = value);
        Number<long>("--seed", "The seed. The default is 1.", (options, value) => options.Seed = value);
        Number<int>("--threads", "Computes on N threads. The default is 1, with which the same seed gives the same bytes.", (options, value) => options.Threads = value);
        Number<int>("--evaluation-steps", "Measures dev after each N steps. The default is each epoch.", (options, value) => options.EvaluationSteps = value);
        Number<int>("--patience", "Stops after N measurements without a better macro-F1 on dev.", (options, value) => options.Patience = value);
        Number<double>("--time-limit", "Stops after N minutes, and writes what there is.", (options, value) => options.TimeLimit = TimeSpan.FromMinutes(Math.Clamp(value, 0, 1e6)));
        Text("--checkpoints", "DIR", "Keeps there what the same call goes on from after the process was ended.", (options, value) => options.CheckpointDirectory = value);
        Number<int>("--checkpoint-steps", "Brings --checkpoints up to date after each N steps. The default is 200.", (options, value) => options.CheckpointSteps = value);
        Text("--name", "NAME", "The name of the model. The default is that of the output folder.", (options, value) => options.ModelName = value);
        Flag("--overwrite", "Lets an output folder that is there be replaced.", options => options.Overwrite = true);
    }

    private void Add(Option option, Action<ParseResult, T> set)
    {
        command.Add(option);
        _setters.Add(set);
    }
}
