using System.Text.Json;
using EmotionAI.Checkpoints;

namespace EmotionAI.Tests.Models.Reference;

/// <summary>Computes all generations of DeBERTa as transformers writes it down: matrices of relative positions, one gather for each part of the scores.</summary>
internal sealed class ReferenceDeberta(StateDictionary weights, ReferenceSettings settings)
{
    private readonly ReferenceMath _math = new(weights);
    private readonly bool _isFirst = settings.Text("model_type", "") == "deberta";
    private readonly int _hidden = settings.Whole("hidden_size", 0);
    private readonly int _heads = settings.Whole("num_attention_heads", 0);
    private readonly double _epsilon = settings.Number("layer_norm_eps", 1e-7);
    private readonly string[] _types = Types(settings);
    private readonly int _positions = settings.Whole("max_position_embeddings", 0);
    private readonly int _buckets = settings.Text("model_type", "") == "deberta" ? -1 : settings.Whole("position_buckets", -1);

    private int Size => _hidden / _heads;

    private int MaxRelative => settings.Whole("max_relative_positions", -1) is > 0 and var set ? set : _positions;

    public double[] Run(int[] ids)
    {
        var embedded = Embed(ids);
        var hidden = embedded;
        for (var i = 0; i < settings.Whole("num_hidden_layers", 0); i++)
        {
            hidden = Layer(hidden, $"deberta.encoder.layer.{i}.");
            hidden = i == 0 && !_isFirst && settings.Whole("conv_kernel_size", 0) > 0 ? Convolve(embedded, hidden) : hidden;
        }

        var pooled = _math.Linear(hidden[0], "pooler.dense").Select(x => ReferenceMath.Activate(settings.Text("pooler_hidden_act", "gelu"), x)).ToArray();
        return _math.Linear(pooled, "classifier");
    }

    private double[][] Embed(int[] ids)
    {
        var rows = ids.Select(id => _math.Row("deberta.embeddings.word_embeddings.weight", id)).ToArray();
        if (settings.Truth("position_biased_input", true))
        {
            rows = ReferenceMath.Add(rows, [.. ids.Select((_, i) => _math.Row("deberta.embeddings.position_embeddings.weight", i))]);
        }

        if (settings.Whole("type_vocab_size", 0) > 0)
        {
            rows = ReferenceMath.Add(rows, [.. ids.Select(_ => _math.Row("deberta.embeddings.token_type_embeddings.weight", 0))]);
        }

        if (settings.Whole("embedding_size", _hidden) != _hidden)
        {
            rows = _math.Linear(rows, "deberta.embeddings.embed_proj", bias: false);
        }

        return _math.Normalize(rows, "deberta.embeddings.LayerNorm", _epsilon);
    }

    private double[][] Layer(double[][] x, string name)
    {
        var attended = _math.Normalize(ReferenceMath.Add(_math.Linear(Attend(x, name + "attention.self."), name + "attention.output.dense"), x), name + "attention.output.LayerNorm", _epsilon);
        var inner = ReferenceMath.Activate(settings.Text("hidden_act", "gelu"), _math.Linear(attended, name + "intermediate.dense"));
        return _math.Normalize(ReferenceMath.Add(_math.Linear(inner, name + "output.dense"), attended), name + "output.LayerNorm", _epsilon);
    }

    private double[][] Attend(double[][] x, string name)
    {
        var (query, key, value) = _isFirst ? ProjectFirst(x, name) : (_math.Linear(x, name + "query_proj"), _math.Linear(x, name + "key_proj"), _math.Linear(x, name + "value_proj"));
        var factor = _isFirst ? 1 + _types.Length : 1 + (_types.Contains("c2p") ? 1 : 0) + (_types.Contains("p2c") ? 1 : 0);
        var scale = 1 / Math.Sqrt(Size * factor);
        if (!settings.Truth("relative_attention", false) || (!_types.Contains("c2p") && !_types.Contains("p2c")))
        {
            return ReferenceMath.Attend(query, key, value, _heads, scale, (_, _, _) => 0);
        }

        var span = _isFirst ? Math.Min(x.Length, MaxRelative) : _buckets > 0 ? _buckets : MaxRelative;
        var table = _math.Table("deberta.encoder.rel_embeddings.weight");
        table = _isFirst ? table[(MaxRelative - span)..(MaxRelative + span)] : table[..(2 * span)];
        if (!_isFirst && settings.Text("norm_rel_ebd", "none").ToLowerInvariant().Split('|').Select(part => part.Trim()).Contains("layer_norm"))
        {
            table = _math.Normalize(table, "deberta.encoder.LayerNorm", _epsilon);
        }

        var keys = _types.Contains("c2p") ? PositionKeys(table, name) : [];
        var queries = _types.Contains("p2c") ? PositionQueries(table, name) : [];
        var relative = x.Select((_, q) => x.Select((_, k) => Relative(q - k)).ToArray()).ToArray();
        return ReferenceMath.Attend(query, key, value, _heads, scale, (head, q, k) =>
        {
            var askedPosition = keys.Length == 0 ? 0 : ReferenceMath.Dot(query[q], keys[Math.Clamp(relative[q][k] + span, 0, (2 * span) - 1)], head, Size);
            var askedWord = queries.Length == 0 ? 0 : ReferenceMath.Dot(key[k], queries[Math.Clamp(-relative[k][q] + span, 0, (2 * span) - 1)], head, Size);
            return (askedPosition + askedWord) * scale;
        });
    }

    /// <summary>Splits in_proj as its first generation does: the rows of a head are its queries, its keys and its values.</summary>
    private (double[][] Query, double[][] Key, double[][] Value) ProjectFirst(double[][] x, string name)
    {
        var projected = _math.Linear(x, name + "in_proj", bias: false);
        double[][] Part(int third, string? bias) => [.. projected.Select(row => Enumerable.Range(0, _hidden)
            .Select(i => row[(i / Size * 3 * Size) + (third * Size) + (i % Size)] + (bias is null ? 0 : _math.Values(name + bias)[i])).ToArray())];
        return (Part(0, "q_bias"), Part(1, null), Part(2, "v_bias"));
    }

    private double[][] PositionKeys(double[][] table, string name) => _isFirst
        ? _math.Linear(table, name + "pos_proj", bias: false)
        : _math.Linear(table, name + (settings.Truth("share_att_key", false) ? "key_proj" : "pos_key_proj"));

    private double[][] PositionQueries(double[][] table, string name) => _isFirst
        ? _math.Linear(table, name + "pos_q_proj")
        : _math.Linear(table, name + (settings.Truth("share_att_key", false) ? "query_proj" : "pos_query_proj"));

    private int Relative(int distance)
    {
        if (_buckets <= 0)
        {
            return distance;
        }

        var middle = _buckets / 2;
        var far = distance < middle && distance > -middle ? middle - 1 : Math.Abs(distance);
        return far <= middle
            ? distance
            : Math.Sign(distance) * (int)(Math.Ceiling(Math.Log((double)far / middle) / Math.Log((MaxRelative - 1.0) / middle) * (middle - 1)) + middle);
    }

    private double[][] Convolve(double[][] embedded, double[][] hidden)
    {
        var (kernel, groups) = (settings.Whole("conv_kernel_size", 0), settings.Whole("conv_groups", 1));
        var (weight, bias) = (_math.Values("deberta.encoder.conv.conv.weight"), _math.Values("deberta.encoder.conv.conv.bias"));
        var each = _hidden / groups;
        var sums = embedded.Select((_, position) => Enumerable.Range(0, _hidden).Select(output =>
        {
            var sum = (double)bias[output];
            for (var input = 0; input < each; input++)
            {
                for (var tap = 0; tap < kernel; tap++)
                {
                    var from = position + tap - ((kernel - 1) / 2);
                    sum += from < 0 || from >= embedded.Length ? 0 : weight[(((output * each) + input) * kernel) + tap] * embedded[from][(output / each * each) + input];
                }
            }

            return ReferenceMath.Activate(settings.Text("conv_act", "tanh"), sum);
        }).ToArray()).ToArray();
        return _math.Normalize(ReferenceMath.Add(hidden, sums), "deberta.encoder.conv.LayerNorm", _epsilon);
    }

    private static string[] Types(ReferenceSettings settings) => settings.Find("pos_att_type") switch
    {
        null => [],
        { ValueKind: JsonValueKind.String } text => [.. text.GetString()!.ToLowerInvariant().Split('|').Select(part => part.Trim())],
        { } list => [.. list.EnumerateArray().Select(item => item.GetString()!)],
    };
}
