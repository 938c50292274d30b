namespace EmotionAI.Graphs;

/// <summary>Says in which form a network is written.</summary>
/// <param name="Masked">Whether it has an input for the lengths of padded rows.</param>
/// <param name="Portable">Whether the inputs of a masked text network are those of transformers: <c>input_ids</c> and <c>attention_mask</c>, int64.</param>
internal readonly record struct NetworkForm(bool Masked = false, bool Portable = false);
