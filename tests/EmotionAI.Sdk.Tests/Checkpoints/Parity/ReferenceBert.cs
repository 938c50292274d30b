using System.Text.Json;
using EmotionAI.Checkpoints;

namespace EmotionAI.Tests.Checkpoints.Parity;

/// <summary>Computes BertForSequenceClassification in double precision, naively: a wrong weight anywhere shows in its logits.</summary>
internal sealed class ReferenceBert(StateDictionary tensors, JsonElement config)
{
    private readonly int _heads = config.GetProperty("num_attention_heads").GetInt32();
    private readonly double _epsilon = config.GetProperty("layer_norm_eps").GetDouble();
    private readonly string _prefix = tensors.Contains("bert.embeddings.word_embeddings.weight") ? "bert." : "";

    public double[] Classify(int[] ids)
    {
        var states = ids.Select((id, position) => Normalise(Sum(Sum(Row("embeddings.word_embeddings.weight", id), Row("embeddings.position_embeddings.weight", position)), Row("embeddings.token_type_embeddings.weight", 0)), "embeddings.LayerNorm")).ToArray();
        for (var layer = 0; layer < config.GetProperty("num_hidden_layers").GetInt32(); layer++)
        {
            var name = $"encoder.layer.{layer}.";
            var context = Attend(states, name + "attention.self.");
            states = states.Select((state, i) => Normalise(Sum(state, Linear(context[i], name + "attention.output.dense")), name + "attention.output.LayerNorm")).ToArray();
            states = states.Select(state => Normalise(Sum(state, Linear(Linear(state, name + "intermediate.dense").Select(Activate).ToArray(), name + "output.dense")), name + "output.LayerNorm")).ToArray();
        }

        return Linear(Linear(states[0], "pooler.dense").Select(Math.Tanh).ToArray(), "classifier", isHead: true);
    }

    private double[][] Attend(double[][] states, string name)
    {
        var query = states.Select(state => Linear(state, name + "query")).ToArray();
        var key = states.Select(state => Linear(state, name + "key")).ToArray();
        var value = states.Select(state => Linear(state, name + "value")).ToArray();
        var width = states[0].Length / _heads;
        var context = states.Select(_ => new double[width * _heads]).ToArray();
        for (var head = 0; head < _heads; head++)
        {
            for (var i = 0; i < states.Length; i++)
            {
                var scores = key.Select(k => Enumerable.Range(head * width, width).Sum(d => query[i][d] * k[d]) / Math.Sqrt(width)).ToArray();
                var largest = scores.Max();
                var weights = scores.Select(score => Math.Exp(score - largest)).ToArray();
                var total = weights.Sum();
                for (var d = head * width; d < (head + 1) * width; d++)
                {
                    context[i][d] = weights.Select((weight, j) => weight * value[j][d]).Sum() / total;
                }
            }
        }

        return context;
    }

    private double Activate(double x) => config.GetProperty("hidden_act").GetString() switch
    {
        "gelu" or "gelu_python" => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
        "gelu_new" or "gelu_pytorch_tanh" => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        "relu" => Math.Max(0, x),
        "silu" => x / (1 + Math.Exp(-x)),
        "quick_gelu" => x / (1 + Math.Exp(-1.702 * x)),
        var other => throw new NotSupportedException(other),
    };

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

    private double[] Normalise(double[] x, string name)
    {
        var mean = x.Average();
        var scale = 1 / Math.Sqrt(x.Average(v => (v - mean) * (v - mean)) + _epsilon);
        var (weight, bias) = (Values(name + ".weight"), Values(name + ".bias"));
        return x.Select((v, i) => ((v - mean) * scale * weight[i]) + bias[i]).ToArray();
    }

    private double[] Linear(double[] x, string name, bool isHead = false)
    {
        var (weight, bias) = (Values(name + ".weight", isHead), Values(name + ".bias", isHead));
        return bias.Select((b, row) => b + x.Select((v, i) => v * weight[(row * x.Length) + i]).Sum()).ToArray();
    }

    private double[] Row(string name, int row)
    {
        var tensor = tensors.Get(_prefix + name);
        var width = (int)tensor.Shape[1];
        return Values(name).AsSpan(row * width, width).ToArray().Select(v => (double)v).ToArray();
    }

    private float[] Values(string name, bool isHead = false) => TensorReader.ToSingles(tensors.Get((isHead ? "" : _prefix) + name));

    private static double[] Sum(double[] a, double[] b) => a.Zip(b, (x, y) => x + y).ToArray();
}
