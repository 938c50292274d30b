using System.Text.Json;
using EmotionAI.Checkpoints;

namespace EmotionAI.Tests.Models.Reference;

/// <summary>Computes ModernBERT by plain loops.</summary>
internal sealed class ReferenceModernBert(StateDictionary weights, ReferenceSettings settings)
{
    private readonly ReferenceMath _math = new(weights);
    private readonly int _hidden = settings.Whole("hidden_size", 0);
    private readonly int _heads = settings.Whole("num_attention_heads", 0);
    private readonly double _epsilon = settings.Number("norm_eps", 1e-5);
    private readonly bool _norm = settings.Truth("norm_bias", false);
    private readonly bool _attention = settings.Truth("attention_bias", false);
    private readonly bool _inner = settings.Truth("mlp_bias", false);

    public double[] Run(int[] ids)
    {
        var x = _math.Normalize([.. ids.Select(id => _math.Row("model.embeddings.tok_embeddings.weight", id))], "model.embeddings.norm", _epsilon, _norm);
        for (var i = 0; i < settings.Whole("num_hidden_layers", 0); i++)
        {
            var name = $"model.layers.{i}.";
            x = ReferenceMath.Add(x, _math.Linear(Attend(i == 0 ? x : _math.Normalize(x, name + "attn_norm", _epsilon, _norm), name, i), name + "attn.Wo", _attention));
            x = ReferenceMath.Add(x, Inner(_math.Normalize(x, name + "mlp_norm", _epsilon, _norm), name));
        }

        x = _math.Normalize(x, "model.final_norm", _epsilon, _norm);
        var pooled = settings.Text("classifier_pooling", "cls") == "cls" ? x[0] : [.. Enumerable.Range(0, _hidden).Select(d => x.Average(row => row[d]))];
        var dense = _math.Linear(pooled, "head.dense", settings.Truth("classifier_bias", false)).Select(value => ReferenceMath.Activate(settings.Text("classifier_activation", "gelu"), value)).ToArray();
        return _math.Linear(_math.Normalize(dense, "head.norm", _epsilon, _norm), "classifier");
    }

    private double[][] Inner(double[][] x, string name)
    {
        var both = _math.Linear(x, name + "mlp.Wi", _inner);
        var size = both[0].Length / 2;
        var gated = both.Select(row => Enumerable.Range(0, size).Select(i => ReferenceMath.Activate(settings.Text("hidden_activation", "gelu"), row[i]) * row[size + i]).ToArray()).ToArray();
        return _math.Linear(gated, name + "mlp.Wo", _inner);
    }

    private double[][] Attend(double[][] x, string name, int layer)
    {
        var all = _math.Linear(x, name + "attn.Wqkv", _attention);
        var isGlobal = settings.Find("layer_types") is { } types ? types[layer].GetString() == "full_attention" : layer % settings.Whole("global_attn_every_n_layers", 3) == 0;
        var theta = Theta(isGlobal);
        double[][] Part(int third) => [.. all.Select(row => row[(third * _hidden)..((third + 1) * _hidden)])];
        var window = settings.Whole("local_attention", 128) / 2;
        return ReferenceMath.Attend(Rotate(Part(0), theta), Rotate(Part(1), theta), Part(2), _heads, 1 / Math.Sqrt(_hidden / _heads), (_, q, k) => isGlobal || Math.Abs(q - k) <= window ? 0 : double.NegativeInfinity);
    }

    private double Theta(bool isGlobal)
    {
        if (settings.Find("rope_parameters") is { } parameters
            && parameters.TryGetProperty(isGlobal ? "full_attention" : "sliding_attention", out var own) && own.ValueKind == JsonValueKind.Object && own.TryGetProperty("rope_theta", out var theta))
        {
            return theta.GetDouble();
        }

        var global = settings.Number("global_rope_theta", 160_000);
        var isNull = settings.Root.TryGetProperty("local_rope_theta", out var local) && local.ValueKind == JsonValueKind.Null;
        return isGlobal || isNull ? global : settings.Number("local_rope_theta", 10_000);
    }

    private double[][] Rotate(double[][] x, double theta)
    {
        var size = _hidden / _heads;
        return [.. x.Select((row, position) => row.Select((value, i) =>
        {
            var (head, d) = (i / size, i % size);
            var pair = d % (size / 2);
            var angle = position * Math.Pow(theta, -2.0 * pair / size);
            var other = d < size / 2 ? -row[(head * size) + d + (size / 2)] : row[(head * size) + d - (size / 2)];
            return (value * Math.Cos(angle)) + (other * Math.Sin(angle));
        }).ToArray())];
    }
}
