namespace EmotionAI.Evaluation.Bootstrap;

/// <summary>Says how to draw resamples. Print the seed beside the interval: it makes the figures reproducible on every machine.</summary>
public sealed class BootstrapOptions
{
    /// <summary>Gets or sets the number of resamples.</summary>
    /// <value>The default value is 1,000.</value>
    public int Resamples { get; set; } = 1_000;

    /// <summary>Gets or sets the share of resamples inside the interval.</summary>
    /// <value>The default value is 0.95.</value>
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <summary>Gets or sets the seed of the generator, xoshiro256**; each resample has a stream of its own.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; set; } = 1;

    /// <summary>Gets or sets the speaker of each sample, where speakers are known.</summary>
    /// <value>The default value is null: all samples count as of one speaker.</value>
    public IReadOnlyList<string>? Speakers { get; set; }

    /// <summary>Gets or sets whether whole speakers are drawn, each with all of its samples: the interval then also says how much hangs on the choice of speakers.</summary>
    /// <value>The default value is false: samples are drawn within each speaker, as many as it has.</value>
    public bool DrawsWholeSpeakers { get; set; }

    /// <summary>Gets or sets what learns how many resamples are done.</summary>
    /// <value>The default value is null.</value>
    public IProgress<int>? Progress { get; set; }

    /// <summary>Gives the same options with the speakers of some data, where none are named.</summary>
    internal BootstrapOptions For(IReadOnlyList<string>? speakers) => new()
    {
        Resamples = Resamples,
        ConfidenceLevel = ConfidenceLevel,
        Seed = Seed,
        Speakers = Speakers ?? speakers,
        DrawsWholeSpeakers = DrawsWholeSpeakers,
        Progress = Progress,
    };

    internal void Validate(int samples)
    {
        Require(Resamples is >= 1 and <= 1_000_000, nameof(Resamples), Resamples, "1 to 1,000,000");
        Require(ConfidenceLevel is > 0 and < 1, nameof(ConfidenceLevel), ConfidenceLevel, "above 0 and below 1");
        Require(Speakers is null || Speakers.Count == samples, $"{nameof(Speakers)}.Count", Speakers?.Count ?? 0, Invariant($"{samples}, one a sample,"));
        Require(Speakers is not null || !DrawsWholeSpeakers, $"{nameof(Speakers)}.Count", 0, $"{nameof(DrawsWholeSpeakers)} is true, and the speaker of each sample");
    }

    private static void Require(bool isAllowed, string name, double found, string allowed)
    {
        if (!isAllowed)
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, Invariant($"{nameof(BootstrapOptions)}.{name} is {found}; {allowed} is allowed."));
        }
    }
}
