using EmotionAI.Bundles;
using EmotionAI.Checkpoints;

namespace EmotionAI.Graphs;

/// <summary>Checks that every weight a network asks for is there, has its shape, is of a float type and holds finite numbers only. Nothing is copied or written.</summary>
internal sealed class WeightChecker(WeightFiles files, BundleProblems problems) : WeightSink(files)
{
    /// <summary>After this many missing tensors the rest is not listed.</summary>
    private const int MostMissing = 100;

    private readonly HashSet<CheckpointTensor> _checked = [];
    private int _missing;

    public override CheckpointTensor? Find(string part, string name, ReadOnlySpan<long> shape)
    {
        if (!Files.TryFind(part, name, out var tensor))
        {
            ReportMissing(part, name, shape);
            return null;
        }

        if (tensor.DataType.IsFloat())
        {
            return !WeightShape.Matches(shape, tensor.Shape)
                ? Report(BundleProblemCodes.TensorShape, tensor, name, WeightShape.Describe(tensor.Shape), WeightShape.Describe(shape))
                : tensor.ByteLength > int.MaxValue
                ? Report(EmotionErrorCodes.LimitExceeded, tensor, name, Invariant($"{tensor.ByteLength} bytes"), Invariant($"at most {int.MaxValue} bytes a tensor"))
                : _checked.Add(tensor) && !TensorReader.AllFinite(tensor)
                ? Report(BundleProblemCodes.TensorNotFinite, tensor, name, "NaN or infinity", "finite numbers")
                : tensor;
        }

        return Report(BundleProblemCodes.TensorType, tensor, name, $"{tensor.DataType}", "float32, float16, bfloat16 or float64");
    }

    public override string Add(CheckpointTensor tensor) => Placeholder;

    public override string AddStored(CheckpointTensor tensor) => Placeholder;

    public override string AddComputed(ReadOnlySpan<long> shape, Func<float[]> compute) => Placeholder;

    public override string MatMul(string x, CheckpointTensor tensor) => Placeholder;

    private CheckpointTensor? Report(string code, CheckpointTensor tensor, string name, string found, string allowed)
    {
        problems.Error(code, tensor.File.Path, name, found, allowed);
        return null;
    }

    private void ReportMissing(string part, string name, ReadOnlySpan<long> shape)
    {
        if (!Files.IsOpen(part) || ++_missing > MostMissing)
        {
            return;
        }

        problems.Error(BundleProblemCodes.TensorMissing, Files.PathOf(part), name, "no such tensor", $"a tensor of shape {WeightShape.Describe(shape)}");
        if (_missing == MostMissing)
        {
            problems.Error(BundleProblemCodes.TensorMissing, Files.PathOf(part), "", $"{MostMissing} tensors missing, and maybe more", "every tensor that the settings ask for");
        }
    }
}
