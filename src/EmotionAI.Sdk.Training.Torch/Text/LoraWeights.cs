using EmotionAI.Training.Torch.Running;
using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Text;

/// <summary>Adds to the queries and values of attention two narrow matrices each, which are trained in place of the weights: LoRA of Hu and others (2021).</summary>
internal sealed class LoraWeights
{
    private const string Down = ".lora_A.weight";
    private const string Up = ".lora_B.weight";

    private readonly WeightStore _weights;
    private readonly List<string> _names = [];

    /// <param name="weights">The weights, of which those of the encoder are frozen.</param>
    /// <param name="settings">The sizes.</param>
    /// <param name="rank">The rank.</param>
    /// <param name="alpha">What is trained counts α / rank.</param>
    /// <param name="random">Gives the values that the first matrices begin with; the second ones begin with 0.</param>
    public LoraWeights(WeightStore weights, TextSettings settings, int rank, double alpha, SplitMix random)
    {
        (_weights, Scale) = (weights, alpha / rank);
        foreach (var name in weights.Names.Where(name => name.StartsWith(settings.Family.Prefix, StringComparison.Ordinal) && name != $"{settings.Family.Dense}.weight" && name != $"{settings.Family.Dense}.bias").ToArray())
        {
            weights.Freeze(name);
        }

        for (var i = 0; i < settings.Layers; i++)
        {
            foreach (var part in new[] { settings.Family.Layer.Query, settings.Family.Layer.Value })
            {
                var name = Invariant($"{settings.Family.Prefix}{settings.Family.Layer.Prefix}{i}.{part}");
                var width = 1 / Math.Sqrt(settings.Hidden);
                weights.Add(name + Down, [.. Enumerable.Range(0, rank * settings.Hidden).Select(_ => (float)(random.Normal() * width))], [rank, settings.Hidden]);
                weights.Add(name + Up, new float[settings.Hidden * rank], [settings.Hidden, rank]);
                _names.Add(name);
            }
        }
    }

    /// <summary>Gets by what the product is multiplied.</summary>
    public double Scale { get; }

    /// <summary>Finds the matrices beside a weight; null for none, and once they were merged.</summary>
    public (Tensor Down, Tensor Up)? Find(string name) => _weights.Contains(name + Down) ? (_weights[name + Down], _weights[name + Up]) : null;

    /// <summary>Adds the products into the weights, and removes the matrices.</summary>
    public void Merge()
    {
        using var off = no_grad();
        foreach (var name in _names)
        {
            using var scope = NewDisposeScope();
            _weights[$"{name}.weight"].add_(matmul(_weights[name + Up], _weights[name + Down]), alpha: Scale);
            _weights.Remove(name + Down);
            _weights.Remove(name + Up);
        }
    }
}
