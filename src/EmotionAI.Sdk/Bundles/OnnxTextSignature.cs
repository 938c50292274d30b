using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Graphs;

namespace EmotionAI.Bundles;

/// <summary>Holds the inputs and the output of a text classifier in ONNX form, found by name.</summary>
/// <param name="Inputs">The inputs, <c>input_ids</c> first.</param>
/// <param name="Output">The name of the output with the logits.</param>
/// <param name="Outputs">The number of logits; null where the model leaves it open.</param>
internal sealed record OnnxTextSignature(IReadOnlyList<NetworkInput> Inputs, string Output, int? Outputs)
{
    private const string Logits = "logits";

    /// <summary>The most labels: nothing else of the file justifies the memory for their names.</summary>
    private const int MostLabels = 65_536;

    private static readonly (string Name, InputRole Role)[] Known =
    [
        ("input_ids", InputRole.Values), ("attention_mask", InputRole.AttentionMask), ("token_type_ids", InputRole.TokenTypeIds), ("position_ids", InputRole.PositionIds),
    ];

    /// <summary>Finds them.</summary>
    /// <returns>The signature; null where there was a problem, which was added.</returns>
    public static OnnxTextSignature? Read(OnnxModelFile model, BundleProblems problems)
    {
        var inputs = ReadInputs(model, problems);
        var output = ReadOutput(model, problems);
        return inputs is null || output is null ? null : new(inputs, output.Name, (int?)output.Shape![1].Size);
    }

    private static List<NetworkInput>? ReadInputs(OnnxModelFile model, BundleProblems problems)
    {
        List<NetworkInput> inputs = [];
        foreach (var (name, role) in Known)
        {
            if (model.Inputs.FirstOrDefault(input => input.Name == name) is { } input)
            {
                inputs.Add(new NetworkInput(name, role, input.ElementType));
            }
        }

        if (inputs.Count == model.Inputs.Count && inputs is [{ Role: InputRole.Values }, ..] && model.Inputs.All(IsIds))
        {
            return inputs;
        }

        problems.Error(BundleProblemCodes.ModelSignature, model.Path, "inputs", OnnxSignature.Describe(model.Inputs), "input_ids, and of attention_mask, token_type_ids and position_ids those that the model reads, each int64 or int32 [batch, sequence] with both dimensions free (for speech, preprocessor_config.json beside the model)");
        return null;
    }

    private static bool IsIds(OnnxValue input) => input is { ElementType: OnnxElementType.Int64 or OnnxElementType.Int32, Shape: [{ Size: null }, { Size: null }] };

    private static OnnxValue? ReadOutput(OnnxModelFile model, BundleProblems problems)
    {
        var output = model.Outputs.FirstOrDefault(value => value.Name == Logits) ?? (model.Outputs.Count == 1 ? model.Outputs[0] : null);
        if (output is { ElementType: OnnxElementType.Float, Shape: [{ Size: null }, { Size: null or (> 0 and <= MostLabels) }] })
        {
            return output;
        }

        problems.Error(BundleProblemCodes.ModelSignature, model.Path, "outputs", OnnxSignature.Describe(model.Outputs), Invariant($"{Logits}, or a single output of another name, float32 [batch, labels] with the batch free and at most {MostLabels} labels"));
        return null;
    }
}
