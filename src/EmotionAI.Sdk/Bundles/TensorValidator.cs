using EmotionAI.Checkpoints;
using EmotionAI.Graphs;

namespace EmotionAI.Bundles;

/// <summary>Checks that every tensor a graph needs is there, has its shape, is of a float type and holds finite numbers only.</summary>
internal static class TensorValidator
{
    /// <summary>After this many missing tensors the rest is not listed: a number in a file may ask for billions.</summary>
    private const int MostMissing = 100;

    /// <summary>Looks a tensor up by the name that the graph knows it by.</summary>
    public delegate bool Finder(string name, out CheckpointTensor tensor);

    public static void Check(IEnumerable<TensorRequirement> requirements, Finder find, string path, BundleProblems problems)
    {
        var missing = 0;
        foreach (var requirement in requirements)
        {
            if (!find(requirement.Name, out var tensor))
            {
                problems.Error(BundleProblemCodes.TensorMissing, path, requirement.Name, "no such tensor", $"a tensor of shape {requirement.DescribeShape()}");
                if (++missing == MostMissing)
                {
                    problems.Error(BundleProblemCodes.TensorMissing, path, "", $"{MostMissing} tensors missing, and maybe more", "every tensor that the settings ask for");
                    return;
                }
            }
            else if (tensor.DataType is not (TensorDataType.Float32 or TensorDataType.Float16 or TensorDataType.BFloat16 or TensorDataType.Float64))
            {
                problems.Error(BundleProblemCodes.TensorType, tensor.File.Path, requirement.Name, $"{tensor.DataType}", "float32, float16, bfloat16 or float64");
            }
            else if (!requirement.Matches(tensor.Shape))
            {
                problems.Error(BundleProblemCodes.TensorShape, tensor.File.Path, requirement.Name, TensorRequirement.Describe(tensor.Shape), requirement.DescribeShape());
            }
            else if (tensor.ByteLength > int.MaxValue)
            {
                problems.Error(EmotionErrorCodes.LimitExceeded, tensor.File.Path, requirement.Name, Invariant($"{tensor.ByteLength} bytes"), $"at most {int.MaxValue} bytes a tensor");
            }
            else if (!TensorReader.AllFinite(tensor))
            {
                problems.Error(BundleProblemCodes.TensorNotFinite, tensor.File.Path, requirement.Name, "NaN or infinity", "finite numbers");
            }
        }
    }
}
