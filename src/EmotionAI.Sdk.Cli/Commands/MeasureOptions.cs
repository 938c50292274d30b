using System.CommandLine;
using EmotionAI.Cli.Output;
using EmotionAI.Evaluation.Bootstrap;
using EmotionAI.Evaluation.Runs;

namespace EmotionAI.Cli.Commands;

/// <summary>Holds the options that say how to estimate intervals and where the figures go.</summary>
internal sealed class MeasureOptions
{
    private readonly Option<int?> _seed = NumberOption.Integer("--seed", "The seed of the intervals. The default is 1.", 0);
    private readonly Option<int?> _resamples = NumberOption.Integer("--resamples", "Draws N resamples for the intervals. The default is 1000.", 1, 1_000_000);
    private readonly FormatOption _format = new();

    public void AddTo(Command command)
    {
        command.Add(_seed);
        command.Add(_resamples);
        command.Add(_format.Option);
    }

    public BootstrapOptions Bootstrap(ParseResult result)
    {
        var options = new BootstrapOptions();
        options.Seed = (ulong)(result.GetValue(_seed) ?? (int)options.Seed);
        options.Resamples = result.GetValue(_resamples) ?? options.Resamples;
        return options;
    }

    /// <summary>Computes the figures, with progress: first of the resamples, then of the figures themselves.</summary>
    public ModelMeasurement Compute(ParseResult result, EvaluatedModel evaluated, CommandConsole console, CancellationToken cancellationToken)
    {
        var options = Bootstrap(result);
        var progress = new ProgressLine(console, "resamples", options.Resamples);
        options.Progress = progress;
        try
        {
            return ModelMeasurement.Compute(evaluated, options, Next, cancellationToken);
        }
        finally
        {
            progress.Clear();
        }

        ProgressLine Next(int steps)
        {
            progress.Clear();
            return progress = new ProgressLine(console, "steps of the figures", steps);
        }
    }

    /// <summary>Computes the figures of a model of quantities, with progress.</summary>
    public DimensionMeasurement Compute(ParseResult result, EvaluatedDimensions evaluated, CommandConsole console, CancellationToken cancellationToken)
    {
        var options = Bootstrap(result);
        var progress = new ProgressLine(console, "resamples", options.Resamples);
        options.Progress = progress;
        try
        {
            return DimensionMeasurement.Compute(evaluated, options, cancellationToken);
        }
        finally
        {
            progress.Clear();
        }
    }

    public bool IsTable(ParseResult result, CommandConsole console) => _format.IsTable(result, console);
}
