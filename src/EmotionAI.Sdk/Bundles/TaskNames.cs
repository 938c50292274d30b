namespace EmotionAI.Bundles;

/// <summary>Lists the endings of class names of transformers by their task.</summary>
/// <param name="Supported">Classifiers that are read.</param>
/// <param name="Others">Tasks whose head can have the names and shapes of a classifier, and is none.</param>
/// <param name="Earlier">Tasks that training begins with: a configuration may still name the one it started from, but its head is then gone from the checkpoint.</param>
/// <param name="EarlierHeads">What the names of the tensors of such heads begin with.</param>
internal sealed record TaskNames(IReadOnlyList<string> Supported, IReadOnlyList<string> Others, IReadOnlyList<string> Earlier, IReadOnlyList<string> EarlierHeads)
{
    public static TaskNames Text { get; } = new(
        ["ForSequenceClassification"],
        ["ForTokenClassification", "ForQuestionAnswering", "ForMultipleChoice", "ForImageClassification", "ForAudioClassification", "ForConditionalGeneration"],
        ["ForMaskedLM", "ForPreTraining", "ForNextSentencePrediction", "LMHeadModel", "ForCausalLM"],
        ["cls."]);

    public static TaskNames Audio { get; } = new(
        ["ForSequenceClassification", "ForAudioClassification", "ForSpeechClassification"],
        ["ForXVector", "ForAudioFrameClassification", "ForConditionalGeneration", "ForTokenClassification", "ForImageClassification"],
        ["ForCTC", "ForPreTraining", "ForMaskedLM"],
        ["lm_head.", "quantizer."]);
}
