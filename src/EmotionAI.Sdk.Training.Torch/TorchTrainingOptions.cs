using System.Numerics;

namespace EmotionAI.Training.Torch;

/// <summary>Sets up a training: what text and speech have in common.</summary>
public abstract class TorchTrainingOptions
{
    private protected TorchTrainingOptions()
    {
    }

    /// <summary>Gets or sets the highest learning rate.</summary>
    /// <value>The default value is 3e-5 for text, 1e-3 for speech.</value>
    public double LearningRate { get; set; }

    /// <summary>Gets or sets how often the training data is gone through.</summary>
    /// <value>The default value is 3 for text, 30 for speech.</value>
    public int Epochs { get; set; }

    /// <summary>Gets or sets the number of steps in place of <see cref="Epochs"/>.</summary>
    /// <value>The default value is null: all steps of the epochs.</value>
    public int? Steps { get; set; }

    /// <summary>Gets or sets the number of samples of a step.</summary>
    /// <value>The default value is 32 for text, 16 for speech.</value>
    public int BatchSize { get; set; }

    /// <summary>Gets or sets the share of the steps in which the learning rate rises to its highest, before it falls.</summary>
    /// <value>The default value is 0.1 for text, 0.3 for speech.</value>
    public double WarmUpShare { get; set; }

    /// <summary>Gets or sets the decay of the weights, apart from the gradient (AdamW); none for biases and normalizations.</summary>
    /// <value>The default value is 0.01 for text, 2e-6 for speech.</value>
    public double WeightDecay { get; set; }

    /// <summary>Gets or sets the longest gradient, over all weights; a longer one is shortened to it.</summary>
    /// <value>The default value is 1 for text, 5 for speech.</value>
    public double ClipNorm { get; set; }

    /// <summary>Gets or sets the seed of the order, of dropout, of augmentation and of new weights: the same seed on one thread gives the same bytes.</summary>
    /// <value>The default value is 1.</value>
    public long Seed { get; set; } = 1;

    /// <summary>Gets or sets the number of threads; more than one may give other last digits.</summary>
    /// <value>The default value is 1.</value>
    public int Threads { get; set; } = 1;

    /// <summary>Gets or sets the number of steps after which the dev data is measured.</summary>
    /// <value>The default value is null: after each epoch.</value>
    public int? EvaluationSteps { get; set; }

    /// <summary>Gets or sets after how many measurements without a better macro-F1 on dev the training stops; the best weights are exported either way.</summary>
    /// <value>The default value is null: it goes on to the end.</value>
    public int? Patience { get; set; }

    /// <summary>Gets or sets the folder for what a training that was ended goes on from, be it by <c>kill -9</c>.</summary>
    /// <value>The default value is null: nothing is kept, and it begins anew.</value>
    public string? CheckpointDirectory { get; set; }

    /// <summary>Gets or sets the number of steps after which <see cref="CheckpointDirectory"/> is brought up to date; it is after each measurement too.</summary>
    /// <value>The default value is 200.</value>
    public int CheckpointSteps { get; set; } = 200;

    /// <summary>Gets or sets the longest time for all steps; then what there is is measured and exported.</summary>
    /// <value>The default value is null: no limit.</value>
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>Gets or sets the name of the model, for <c>model_meta.json</c>.</summary>
    /// <value>The default value is null: that of the output folder.</value>
    public string? ModelName { get; set; }

    /// <summary>Gets or sets whether an output folder that is there may be replaced.</summary>
    /// <value>The default value is false.</value>
    public bool Overwrite { get; set; }

    /// <exception cref="EmotionAIException">A value is outside its range.</exception>
    internal virtual void Validate()
    {
        Require(nameof(LearningRate), LearningRate, LearningRate is > 0 and <= 1, "above 0 to 1");
        Require(nameof(Epochs), Epochs, Epochs is >= 1 and <= 100_000, "1 to 100000");
        Require(nameof(Steps), Steps ?? 1, Steps is null or >= 1, "at least 1");
        Require(nameof(BatchSize), BatchSize, BatchSize is >= 1 and <= 65_536, "1 to 65536");
        Require(nameof(WarmUpShare), WarmUpShare, WarmUpShare is >= 0 and <= 1, "0 to 1");
        Require(nameof(WeightDecay), WeightDecay, WeightDecay is >= 0 and <= 1, "0 to 1");
        Require(nameof(ClipNorm), ClipNorm, ClipNorm > 0, "above 0");
        Require(nameof(Threads), Threads, Threads is >= 1 and <= 1_024, "1 to 1024");
        Require(nameof(EvaluationSteps), EvaluationSteps ?? 1, EvaluationSteps is null or >= 1, "at least 1");
        Require(nameof(Patience), Patience ?? 1, Patience is null or >= 1, "at least 1");
        Require(nameof(CheckpointSteps), CheckpointSteps, CheckpointSteps >= 1, "at least 1");
        Require(nameof(TimeLimit), TimeLimit?.TotalSeconds ?? 1, TimeLimit is null || TimeLimit > TimeSpan.Zero, "above 0");
    }

    /// <summary>Gives options of their own: what is changed later counts for the next training.</summary>
    internal TorchTrainingOptions Copy() => (TorchTrainingOptions)MemberwiseClone();

    /// <summary>Says what of the options changes the weights, each on a line: a checkpoint of others is not gone on from.</summary>
    internal virtual IEnumerable<string> Describe() =>
    [
        Invariant($"learning_rate {LearningRate:R}"), Invariant($"epochs {Epochs}"), Invariant($"steps {Steps}"), Invariant($"batch_size {BatchSize}"), Invariant($"warm_up_share {WarmUpShare:R}"),
        Invariant($"weight_decay {WeightDecay:R}"), Invariant($"clip_norm {ClipNorm:R}"), Invariant($"seed {Seed}"), Invariant($"evaluation_steps {EvaluationSteps}"), Invariant($"patience {Patience}"),
    ];

    private protected void Require<T>(string name, T found, bool isAllowed, string allowed)
        where T : INumber<T>
    {
        if (!isAllowed)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"{GetType().Name}.{name} is {found}; {allowed} is allowed."));
        }
    }
}
