using EmotionAI.Checkpoints.Onnx;

namespace EmotionAI.Bundles;

/// <summary>Opens the ONNX model of a folder, and describes for messages what it reads and gives.</summary>
internal static class OnnxSignature
{
    /// <summary>Scans a file; weights that are not finite are problems.</summary>
    /// <returns>The description; null where the file was refused, which was added.</returns>
    public static OnnxModelFile? Open(string path, EmotionLimits limits, BundleProblems problems)
    {
        var model = problems.Try(path, () => OnnxModelFile.Open(path, limits));
        foreach (var name in model?.NonFinite ?? [])
        {
            problems.Error(BundleProblemCodes.TensorNotFinite, path, name, "NaN or infinity", "finite numbers");
        }

        return model;
    }

    /// <summary>Lists inputs or outputs with their types and shapes.</summary>
    public static string Describe(IReadOnlyList<OnnxValue> values) =>
        values.Count == 0 ? "none" : string.Join("; ", values.Select(value => $"{value.Name}: {value.ElementType} [{(value.Shape is null ? "…" : string.Join(", ", value.Shape))}]"));
}
