namespace EmotionAI.Bundles;

/// <summary>Says what <see cref="OnnxExport"/> wrote.</summary>
public sealed record OnnxExportResult
{
    /// <summary>Gets the paths of the files: the model, and its weights where they are apart.</summary>
    public required IReadOnlyList<string> Files { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the inputs in words, such as <c>input_ids: Int64 [batch, sequence]</c>.</summary>
    public required IReadOnlyList<string> Inputs { get; init => field = Frozen.Copy(value); }

    /// <summary>Gets the output in words, such as <c>logits: Float [batch, 28]</c>.</summary>
    public required string Output { get; init; }
}
