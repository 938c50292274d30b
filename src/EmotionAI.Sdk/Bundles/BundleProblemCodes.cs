namespace EmotionAI.Bundles;

/// <summary>Lists the stable codes of <see cref="BundleProblem.Code"/>; a file that cannot be read has a code of <see cref="EmotionErrorCodes"/> instead.</summary>
public static class BundleProblemCodes
{
    /// <summary>The folder holds no model of a known kind.</summary>
    public const string NotAModel = "not-a-model";

    /// <summary>The family of the model is not supported.</summary>
    public const string ModelTypeUnsupported = "model-type-unsupported";

    /// <summary>The checkpoint was made for another task and has no classifier.</summary>
    public const string TaskUnsupported = "task-unsupported";

    /// <summary>A setting is missing and no default can replace it safely.</summary>
    public const string KeyMissing = "key-missing";

    /// <summary>A setting has a value that is not allowed.</summary>
    public const string ValueInvalid = "value-invalid";

    /// <summary>A setting is not known and has no effect.</summary>
    public const string KeyUnknown = "key-unknown";

    /// <summary>Two files say different things and the first of them counts.</summary>
    public const string ValueOverridden = "value-overridden";

    /// <summary>Two files say different things and neither can be preferred.</summary>
    public const string ValuesDisagree = "values-disagree";

    /// <summary>The labels do not number 0 to n-1.</summary>
    public const string LabelGap = "label-gap";

    /// <summary>A label occurs twice.</summary>
    public const string LabelDuplicate = "label-duplicate";

    /// <summary>Two files list the labels differently.</summary>
    public const string LabelsDisagree = "labels-disagree";

    /// <summary>The number of labels is not the number of outputs.</summary>
    public const string LabelCount = "label-count";

    /// <summary>A threshold names a label that the model does not have.</summary>
    public const string ThresholdLabelUnknown = "threshold-label-unknown";

    /// <summary>A threshold is outside [0, 1].</summary>
    public const string ThresholdOutOfRange = "threshold-out-of-range";

    /// <summary>A list of thresholds has not one entry for each label.</summary>
    public const string ThresholdCount = "threshold-count";

    /// <summary>The tokenizer and the embeddings differ in size.</summary>
    public const string VocabularySize = "vocabulary-size";

    /// <summary>The longest input is more than the model has positions for.</summary>
    public const string LengthTooLong = "length-too-long";

    /// <summary>The activation of the head cannot be derived.</summary>
    public const string ActivationUnknown = "activation-unknown";

    /// <summary>A tensor is missing.</summary>
    public const string TensorMissing = "tensor-missing";

    /// <summary>A tensor has another shape than the settings say.</summary>
    public const string TensorShape = "tensor-shape";

    /// <summary>A tensor has an element type that weights cannot have.</summary>
    public const string TensorType = "tensor-type";

    /// <summary>A tensor holds NaN or infinity.</summary>
    public const string TensorNotFinite = "tensor-not-finite";

    /// <summary>The model file has other inputs or outputs than this kind of model.</summary>
    public const string ModelSignature = "model-signature";
}
