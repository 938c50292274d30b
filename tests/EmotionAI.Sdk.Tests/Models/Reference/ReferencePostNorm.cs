using EmotionAI.Checkpoints;

namespace EmotionAI.Tests.Models.Reference;

/// <summary>Computes BERT and its relatives, which normalize behind each half of a layer, by plain loops.</summary>
internal sealed class ReferencePostNorm(StateDictionary weights, ReferenceSettings settings)
{
    private readonly ReferenceMath _math = new(weights);
    private readonly string _type = settings.Text("model_type", "");
    private readonly int _heads = settings.Whole("num_attention_heads", settings.Whole("n_heads", 0));
    private readonly int _layers = settings.Whole("num_hidden_layers", settings.Whole("n_layers", 0));
    private readonly double _epsilon = settings.Number("layer_norm_eps", 1e-12);

    private string Prefix => _type is "xlm-roberta" or "camembert" ? "roberta." : _type + ".";

    private bool IsPadded => _type is "roberta" or "xlm-roberta" or "camembert" or "mpnet";

    private string Activation => _type == "distilbert" ? settings.Text("activation", "gelu") : settings.Text("hidden_act", _type == "albert" ? "gelu_new" : "gelu");

    public double[] Run(int[] ids)
    {
        var x = Embed(ids);
        for (var i = 0; i < _layers; i++)
        {
            for (var j = 0; j < (_type == "albert" ? settings.Whole("inner_group_num", 1) : 1); j++)
            {
                x = Layer(x, i, j);
            }
        }

        return Head(x[0]);
    }

    private double[][] Embed(int[] ids)
    {
        var name = Prefix + "embeddings.";
        var x = ReferenceMath.Add([.. ids.Select(id => _math.Row(name + "word_embeddings.weight", id))], [.. Positions(ids).Select(position => _math.Row(name + "position_embeddings.weight", position))]);
        if (_type is not ("distilbert" or "mpnet"))
        {
            x = ReferenceMath.Add(x, [.. ids.Select(_ => _math.Row(name + "token_type_embeddings.weight", 0))]);
        }

        x = _math.Normalize(x, name + "LayerNorm", _epsilon);
        var projects = _type == "electra" && settings.Whole("embedding_size", 128) != settings.Whole("hidden_size", 0);
        return projects ? _math.Linear(x, "electra.embeddings_project") : _type == "albert" ? _math.Linear(x, "albert.encoder.embedding_hidden_mapping_in") : x;
    }

    private IEnumerable<int> Positions(int[] ids)
    {
        var padding = _type == "mpnet" ? 1 : settings.Whole("pad_token_id", 1);
        var count = 0;
        foreach (var id in ids)
        {
            yield return !IsPadded ? count++ : id == padding ? padding : padding + ++count;
        }
    }

    private double[][] Layer(double[][] x, int layer, int inner)
    {
        var (query, key, value, attended, norm, first, second, last) = Names(layer, inner);
        var size = x[0].Length / _heads;
        var context = ReferenceMath.Attend(_math.Linear(x, query), _math.Linear(x, key), _math.Linear(x, value), _heads, 1 / Math.Sqrt(size), (head, q, k) => _type == "mpnet" ? _math.Row("mpnet.encoder.relative_attention_bias.weight", Bucket(k - q))[head] : 0);
        var middle = _math.Normalize(ReferenceMath.Add(_math.Linear(context, attended), x), norm, _epsilon);
        return _math.Normalize(ReferenceMath.Add(_math.Linear(ReferenceMath.Activate(Activation, _math.Linear(middle, first)), second), middle), last, _epsilon);
    }

    private (string Query, string Key, string Value, string Attended, string Norm, string First, string Second, string Last) Names(int layer, int inner)
    {
        var group = (int)(layer / ((double)_layers / settings.Whole("num_hidden_groups", 1)));
        var p = _type switch
        {
            "distilbert" => $"distilbert.transformer.layer.{layer}.",
            "albert" => $"albert.encoder.albert_layer_groups.{group}.albert_layers.{inner}.",
            _ => $"{Prefix}encoder.layer.{layer}.",
        };
        return _type switch
        {
            "distilbert" => (p + "attention.q_lin", p + "attention.k_lin", p + "attention.v_lin", p + "attention.out_lin", p + "sa_layer_norm", p + "ffn.lin1", p + "ffn.lin2", p + "output_layer_norm"),
            "albert" => (p + "attention.query", p + "attention.key", p + "attention.value", p + "attention.dense", p + "attention.LayerNorm", p + "ffn", p + "ffn_output", p + "full_layer_layer_norm"),
            "mpnet" => (p + "attention.attn.q", p + "attention.attn.k", p + "attention.attn.v", p + "attention.attn.o", p + "attention.LayerNorm", p + "intermediate.dense", p + "output.dense", p + "output.LayerNorm"),
            _ => (p + "attention.self.query", p + "attention.self.key", p + "attention.self.value", p + "attention.output.dense", p + "attention.output.LayerNorm", p + "intermediate.dense", p + "output.dense", p + "output.LayerNorm"),
        };
    }

    private double[] Head(double[] x)
    {
        var (dense, activation, output) = _type switch
        {
            "bert" => ("bert.pooler.dense", "tanh", "classifier"),
            "albert" => ("albert.pooler", "tanh", "classifier"),
            "distilbert" => ("pre_classifier", "relu", "classifier"),
            "electra" => ("classifier.dense", "gelu", "classifier.out_proj"),
            _ => ("classifier.dense", "tanh", "classifier.out_proj"),
        };
        return _math.Linear([.. _math.Linear(x, dense).Select(value => ReferenceMath.Activate(activation, value))], output);
    }

    /// <summary>Gives the bucket of MPNet for a key so far behind a query: 16 for each side, 8 of them exact, the others by logarithm up to 128.</summary>
    private static int Bucket(int relative)
    {
        var far = Math.Abs(relative);

        // A little more than nothing, where the logarithm of an exact power comes out a little less than whole.
        var bucket = far < 8 ? far : Math.Min(15, 8 + (int)((Math.Log(far / 8.0) / Math.Log(16) * 8) + 1e-9));
        return relative > 0 ? bucket + 16 : bucket;
    }
}
