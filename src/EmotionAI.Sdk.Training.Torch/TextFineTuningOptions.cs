namespace EmotionAI.Training.Torch;

/// <summary>Sets up a <see cref="TextFineTuner"/>.</summary>
public sealed class TextFineTuningOptions : TorchTrainingOptions
{
    /// <summary>Sets the usual values for a model of BERT's kind.</summary>
    public TextFineTuningOptions()
    {
        (LearningRate, Epochs, BatchSize, WarmUpShare, WeightDecay, ClipNorm) = (3e-5, 3, 32, 0.1, 0.01, 1);
    }

    /// <summary>Gets or sets whether a text has any number of labels (scores by sigmoid, binary cross-entropy) or one (scores by softmax, cross-entropy).</summary>
    /// <value>The default value is <see cref="ProblemType.MultiLabel"/>.</value>
    public ProblemType ProblemType { get; set; } = ProblemType.MultiLabel;

    /// <summary>Gets or sets the learning rate of the head, which a new one needs higher than the encoder.</summary>
    /// <value>The default value is null: <see cref="TorchTrainingOptions.LearningRate"/>.</value>
    public double? HeadLearningRate { get; set; }

    /// <summary>Gets or sets by what the learning rate is multiplied from a layer to the one below it.</summary>
    /// <value>The default value is 1: the same for all.</value>
    public double LayerDecay { get; set; } = 1;

    /// <summary>Gets or sets the largest number of tokens of a text, special ones included; longer texts are cut, by the exported model too.</summary>
    /// <value>The default value is 128, or what the model reads where that is less.</value>
    public int MaxLength { get; set; } = 128;

    /// <summary>Gets or sets the share of values that are dropped while training.</summary>
    /// <value>The default value is 0.1.</value>
    public double Dropout { get; set; } = 0.1;

    /// <summary>Gets or sets by how much the targets are drawn to the even distribution.</summary>
    /// <value>The default value is 0.</value>
    public double LabelSmoothing { get; set; }

    /// <summary>Gets or sets the weight of each label: of its positives for several labels, of its samples for one.</summary>
    /// <value>The default value is null: 1 for all.</value>
    public IReadOnlyList<double>? ClassWeights { get; set => field = value is null ? null : Frozen.Copy(value); }

    /// <summary>Gets or sets γ of the focal loss, which makes what is right already count less.</summary>
    /// <value>The default value is 0: plain cross-entropy.</value>
    public double FocalGamma { get; set; }

    /// <summary>Gets or sets whether the word embeddings, often half of all weights, stay as they are.</summary>
    /// <value>The default value is false.</value>
    public bool FreezeEmbeddings { get; set; }

    /// <summary>Gets or sets the rank of the matrices that are trained beside those of attention in their place (LoRA); they are added into them at export.</summary>
    /// <value>The default value is null: the weights themselves are trained.</value>
    public int? LoraRank { get; set; }

    /// <summary>Gets or sets α of LoRA: what is trained counts α / rank.</summary>
    /// <value>The default value is 16.</value>
    public double LoraAlpha { get; set; } = 16;

    /// <summary>Gets or sets the last layer to begin with.</summary>
    /// <value>The default value is null: that of the base model where its labels are the same, else a new one.</value>
    public TextHead? Head { get; set; }

    /// <summary>Gets or sets whether the trained weights are rounded to 16 bits (F16), which halves the folder; thresholds, figures and the check of the folder are those of the rounded ones.</summary>
    /// <value>The default value is false.</value>
    public bool HalfPrecision { get; set; }

    internal override void Validate()
    {
        base.Validate();
        Require(nameof(ProblemType), (int)ProblemType, ProblemType is ProblemType.MultiLabel or ProblemType.SingleLabel, "MultiLabel or SingleLabel");
        Require(nameof(HeadLearningRate), HeadLearningRate ?? 1, HeadLearningRate is null or (> 0 and <= 1), "above 0 to 1");
        Require(nameof(LayerDecay), LayerDecay, LayerDecay is > 0 and <= 1, "above 0 to 1");
        Require(nameof(MaxLength), MaxLength, MaxLength is >= 3 and <= 65_536, "3 to 65536");
        Require(nameof(Dropout), Dropout, Dropout is >= 0 and < 1, "0 to below 1");
        Require(nameof(LabelSmoothing), LabelSmoothing, LabelSmoothing is >= 0 and < 1, "0 to below 1");
        Require(nameof(FocalGamma), FocalGamma, FocalGamma is >= 0 and <= 20, "0 to 20");
        Require(nameof(LoraRank), LoraRank ?? 1, LoraRank is null or (>= 1 and <= 1_024), "1 to 1024");
        Require(nameof(LoraAlpha), LoraAlpha, LoraAlpha is > 0 and <= 10_000, "above 0 to 10000");
        foreach (var weight in ClassWeights ?? [])
        {
            Require(nameof(ClassWeights), weight, weight is > 0 and <= 1e6, "above 0 to 1000000, for each label,");
        }
    }

    internal override IEnumerable<string> Describe() =>
    [
        .. base.Describe(), $"problem_type {ProblemType}", Invariant($"head_learning_rate {HeadLearningRate:R}"), Invariant($"layer_decay {LayerDecay:R}"), Invariant($"max_length {MaxLength}"), Invariant($"dropout {Dropout:R}"),
        Invariant($"label_smoothing {LabelSmoothing:R}"), $"class_weights {string.Join(' ', (ClassWeights ?? []).Select(weight => Invariant($"{weight:R}")))}", Invariant($"focal_gamma {FocalGamma:R}"),
        $"freeze_embeddings {FreezeEmbeddings}", Invariant($"lora_rank {LoraRank}"), Invariant($"lora_alpha {LoraAlpha:R}"), $"head {(Head is null ? "new" : "given")}",
    ];
}
