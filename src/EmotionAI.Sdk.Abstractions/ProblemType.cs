namespace EmotionAI;

/// <summary>Says how the scores of a model relate to each other, after the <c>problem_type</c> of transformers.</summary>
public enum ProblemType
{
    /// <summary>Exactly one label is right: softmax, scores sum to 1 (<c>single_label_classification</c>).</summary>
    SingleLabel,

    /// <summary>Any number of labels may be right: sigmoid, each score stands alone (<c>multi_label_classification</c>).</summary>
    MultiLabel,

    /// <summary>The outputs are quantities, not probabilities: no activation (<c>regression</c>).</summary>
    Regression,
}
