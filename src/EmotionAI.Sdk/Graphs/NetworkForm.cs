namespace EmotionAI.Graphs;

/// <summary>Says in which form a network is written.</summary>
/// <param name="Masked">Whether it has an input for the lengths of padded rows.</param>
/// <param name="Portable">Whether the inputs are those of transformers: <c>input_ids</c> and <c>attention_mask</c>, int64, of a masked text network, <c>input_values</c> without an axis for channels.</param>
internal readonly record struct NetworkForm(bool Masked = false, bool Portable = false);
