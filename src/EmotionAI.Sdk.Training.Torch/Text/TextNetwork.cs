using EmotionAI.Training.Torch.Running;
using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Text;

/// <summary>Computes the logits of a BERT-like classifier from the weights of its state dictionary, so that torch gives their gradients.</summary>
/// <remarks>Follows the <c>…ForSequenceClassification</c> classes of transformers. Of the last layer only the first position is computed, the one that the head reads.</remarks>
/// <param name="settings">The sizes.</param>
/// <param name="weights">The weights, named as transformers does.</param>
/// <param name="dropout">The share of values dropped while training.</param>
/// <param name="lora">What is trained beside the weights; null for nothing.</param>
internal sealed class TextNetwork(TextSettings settings, WeightStore weights, double dropout, LoraWeights? lora = null)
{
    private readonly TextFamily _family = settings.Family;

    /// <summary>Computes the logits, <c>[batch, labels]</c>.</summary>
    /// <param name="batch">The texts.</param>
    /// <param name="isTraining">Whether values are dropped.</param>
    public Tensor Logits(TextBatch batch, bool isTraining)
    {
        var hidden = Embeddings(batch, isTraining);
        for (var i = 0; i < settings.Layers; i++)
        {
            hidden = Layer(LayerPrefix(i), hidden, batch.Bias, i == settings.Layers - 1, isTraining);
        }

        var first = hidden.select(1, 0);
        first = _family.DropsBefore ? Drop(first, isTraining) : first;
        var pooled = TorchActivation.Apply(_family.DenseActivation, Linear(first, _family.Dense));
        return Linear(Drop(pooled, isTraining), _family.Output);
    }

    /// <summary>Gives what the names of a layer's weights begin with.</summary>
    private string LayerPrefix(int layer) => Invariant($"{_family.Prefix}{_family.Layer.Prefix}{layer}.");

    private Tensor Embeddings(TextBatch batch, bool isTraining)
    {
        var prefix = $"{_family.Prefix}embeddings.";
        var sum = Rows($"{prefix}word_embeddings.weight", batch.Ids) + Rows($"{prefix}position_embeddings.weight", batch.Positions);
        if (_family.HasTokenTypes)
        {
            sum += weights[$"{prefix}token_type_embeddings.weight"].narrow(0, 0, 1);
        }

        var hidden = Drop(Norm(sum, $"{prefix}LayerNorm"), isTraining);
        return settings.EmbeddingSize == settings.Hidden ? hidden : Linear(hidden, $"{_family.Prefix}embeddings_project");
    }

    private Tensor Layer(string prefix, Tensor hidden, Tensor? bias, bool isLast, bool isTraining)
    {
        var names = _family.Layer;
        var queried = isLast ? hidden.narrow(1, 0, 1) : hidden;
        var query = Split(Linear(queried, prefix + names.Query));
        var key = Split(Linear(hidden, prefix + names.Key));
        var value = Split(Linear(hidden, prefix + names.Value));
        var scores = matmul(query, key.transpose(2, 3)) / Math.Sqrt((double)settings.Hidden / settings.Heads);
        var attention = Drop(nn.functional.softmax(bias is null ? scores : scores + bias, -1), isTraining);
        var context = matmul(attention, value).transpose(1, 2).flatten(2, 3);
        var attended = Norm(Drop(Linear(context, prefix + names.Out), isTraining) + queried, prefix + names.AttentionNorm);
        var inner = TorchActivation.Apply(settings.Activation, Linear(attended, prefix + names.Inner));
        return Norm(Drop(Linear(inner, prefix + names.Outer), isTraining) + attended, prefix + names.OutputNorm);
    }

    /// <summary>Splits the heads: <c>[batch, tokens, hidden] → [batch, heads, tokens, size]</c>.</summary>
    private Tensor Split(Tensor x) => x.view(x.shape[0], x.shape[1], settings.Heads, settings.Hidden / settings.Heads).transpose(1, 2);

    private Tensor Rows(string name, Tensor ids) => weights[name].index_select(0, ids.flatten()).view(ids.shape[0], ids.shape[1], -1);

    private Tensor Linear(Tensor x, string name)
    {
        var result = nn.functional.linear(x, weights[$"{name}.weight"], weights[$"{name}.bias"]);
        return lora?.Find(name) is { } pair ? result + (nn.functional.linear(nn.functional.linear(x, pair.Down), pair.Up) * lora.Scale) : result;
    }

    private Tensor Norm(Tensor x, string name) => nn.functional.layer_norm(x, [x.shape[^1]], weights[$"{name}.weight"], weights[$"{name}.bias"], settings.Epsilon);

    private Tensor Drop(Tensor x, bool isTraining) => isTraining && dropout > 0 ? nn.functional.dropout(x, dropout) : x;
}
