using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Text;

/// <summary>Computes the activation functions of transformers that BERT-like models name.</summary>
internal static class TorchActivation
{
    private const double QuickGeluFactor = 1.702;
    private const double CubicFactor = 0.044715;

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new(StringComparer.Ordinal)
    {
        ["gelu"] = nn.functional.gelu,
        ["gelu_python"] = nn.functional.gelu,
        ["gelu_new"] = TanhGelu,
        ["gelu_fast"] = TanhGelu,
        ["gelu_pytorch_tanh"] = TanhGelu,
        ["gelu_accurate"] = TanhGelu,
        ["quick_gelu"] = x => x * sigmoid(x * QuickGeluFactor),
        ["relu"] = x => nn.functional.relu(x),
        ["silu"] = x => x * sigmoid(x),
        ["swish"] = x => x * sigmoid(x),
        ["tanh"] = tanh,
    };

    public static string Names => string.Join(", ", Functions.Keys);

    public static bool IsKnown(string name) => Functions.ContainsKey(name);

    public static Tensor Apply(string name, Tensor x) => Functions[name](x);

    private static Tensor TanhGelu(Tensor x) => x * 0.5 * (1 + tanh((x + (x * x * x * CubicFactor)) * Math.Sqrt(2 / Math.PI)));
}
