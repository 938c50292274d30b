using EmotionAI.Checkpoints;
using EmotionAI.Tests.Checkpoints;

namespace EmotionAI.Tests.Models.Reference;

/// <summary>The layers of a network in double precision, by plain loops: rows are positions.</summary>
internal sealed class ReferenceMath(StateDictionary weights)
{
    private readonly Dictionary<string, float[]> _values = [];

    public static double Activate(string name, double x) => name switch
    {
        "gelu" or "gelu_python" => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
        "gelu_new" or "gelu_fast" or "gelu_pytorch_tanh" or "gelu_python_tanh" or "gelu_accurate" => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        "gelu_10" => Math.Clamp(Activate("gelu", x), -10, 10),
        "quick_gelu" => x / (1 + Math.Exp(-1.702 * x)),
        "relu" => Math.Max(0, x),
        "relu2" => Math.Max(0, x) * Math.Max(0, x),
        "relu6" => Math.Clamp(x, 0, 6),
        "leaky_relu" => x < 0 ? 0.01 * x : x,
        "silu" or "swish" => x / (1 + Math.Exp(-x)),
        "tanh" => Math.Tanh(x),
        "sigmoid" => 1 / (1 + Math.Exp(-x)),
        "mish" => x * Math.Tanh(Math.Log(1 + Math.Exp(x))),
        "laplace" => 0.5 * (1 + Erf((x - 0.707107) / (0.282095 * Math.Sqrt(2)))),
        "linear" => x,
        _ => throw new NotSupportedException(name),
    };

    public static double[][] Activate(string name, double[][] x) => [.. x.Select(row => row.Select(value => Activate(name, value)).ToArray())];

    public static double[][] Add(double[][] x, double[][] y) => [.. x.Zip(y, (a, b) => a.Zip(b, (left, right) => left + right).ToArray())];

    /// <summary>Gives attention of all heads.</summary>
    /// <param name="score">What is added to the scaled product of head, query and key.</param>
    public static double[][] Attend(double[][] query, double[][] key, double[][] value, int heads, double scale, Func<int, int, int, double> score)
    {
        var size = value[0].Length / heads;
        var context = query.Select(_ => new double[size * heads]).ToArray();
        for (var head = 0; head < heads; head++)
        {
            for (var i = 0; i < query.Length; i++)
            {
                var scores = Enumerable.Range(0, key.Length).Select(j => (Dot(query[i], key[j], head, size) * scale) + score(head, i, j)).ToArray();
                var largest = scores.Max();
                var shares = scores.Select(s => Math.Exp(s - largest)).ToArray();
                var total = shares.Sum();
                for (var d = head * size; d < (head + 1) * size; d++)
                {
                    context[i][d] = shares.Select((share, j) => share * value[j][d]).Sum() / total;
                }
            }
        }

        return context;
    }

    /// <summary>Gives the product of the parts of two vectors that belong to a head.</summary>
    public static double Dot(double[] x, double[] y, int head, int size)
    {
        var sum = 0.0;
        for (var d = head * size; d < (head + 1) * size; d++)
        {
            sum += x[d] * y[d];
        }

        return sum;
    }

    public float[] Values(string name)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            values = TensorReader.ToSingles(weights.Get(name));
            _values.Add(name, values);
        }

        return values;
    }

    public double[] Row(string name, int row)
    {
        var width = (int)weights.Get(name).Shape[1];
        return Values(name).AsSpan(row * width, width).ToArray().Select(value => (double)value).ToArray();
    }

    public double[][] Table(string name) => [.. Enumerable.Range(0, (int)weights.Get(name).Shape[0]).Select(row => Row(name, row))];

    public double[][] Linear(double[][] x, string name, bool bias = true) => [.. x.Select(row => Linear(row, name, bias))];

    public double[] Linear(double[] x, string name, bool bias = true)
    {
        var (weight, outputs) = (Values(name + ".weight"), (int)weights.Get(name + ".weight").Shape[0]);
        var y = new double[outputs];
        for (var row = 0; row < outputs; row++)
        {
            y[row] = bias ? Values(name + ".bias")[row] : 0;
            for (var i = 0; i < x.Length; i++)
            {
                y[row] += weight[(row * x.Length) + i] * x[i];
            }
        }

        return y;
    }

    public double[][] Normalize(double[][] x, string name, double epsilon, bool bias = true) => [.. x.Select(row => Normalize(row, name, epsilon, bias))];

    public double[] Normalize(double[] x, string name, double epsilon, bool bias = true)
    {
        var mean = x.Average();
        var scale = 1 / Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + epsilon);
        return [.. x.Select((value, i) => ((value - mean) * scale * Values(name + ".weight")[i]) + (bias ? Values(name + ".bias")[i] : 0))];
    }

    private static double Erf(double x)
    {
        if (Math.Abs(x) > 5)
        {
            return Math.Sign(x);
        }

        var (sum, term) = (x, x);
        for (var n = 1; n < 150; n++)
        {
            term *= -x * x / n;
            sum += term / ((2 * n) + 1);
        }

        return sum * 2 / Math.Sqrt(Math.PI);
    }
}
