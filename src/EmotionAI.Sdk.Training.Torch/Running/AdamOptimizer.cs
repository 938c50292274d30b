using static TorchSharp.torch;

namespace EmotionAI.Training.Torch.Running;

/// <summary>Changes weights along their gradients: AdamW of Loshchilov and Hutter (2019), whose decay is apart from the gradient.</summary>
/// <remarks>Follows <c>torch.optim.AdamW</c>. Its state is named as the weights are, so that it is written and read like them.</remarks>
internal sealed class AdamOptimizer : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly WeightStore _weights;
    private readonly Func<string, double> _rateOf;
    private readonly double _decay;
    private readonly Dictionary<string, (Tensor First, Tensor Second)> _moments = new(StringComparer.Ordinal);

    /// <param name="weights">The weights.</param>
    /// <param name="rateOf">Gives the highest learning rate of a weight.</param>
    /// <param name="decay">The decay; biases and normalizations, which have one dimension, have none.</param>
    public AdamOptimizer(WeightStore weights, Func<string, double> rateOf, double decay)
    {
        (_weights, _rateOf, _decay) = (weights, rateOf, decay);
        foreach (var (name, weight) in weights.Trained)
        {
            _moments.Add(name, (zeros_like(weight, requires_grad: false).DetachFromDisposeScope(), zeros_like(weight, requires_grad: false).DetachFromDisposeScope()));
        }
    }

    /// <summary>Forgets the gradients.</summary>
    public void Clear()
    {
        foreach (var (_, weight) in _weights.Trained)
        {
            weight.grad = null;
        }
    }

    /// <summary>Changes the weights.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <param name="share">The share of the learning rate.</param>
    public void Step(int step, double share)
    {
        using var off = no_grad();
        using var scope = NewDisposeScope();
        var (correction1, correction2) = (1 - Math.Pow(Beta1, step + 1), 1 - Math.Pow(Beta2, step + 1));
        foreach (var (name, weight) in _weights.Trained)
        {
            if (weight.grad is not { } gradient)
            {
                continue;
            }

            var rate = _rateOf(name) * share;
            var (first, second) = _moments[name];
            first.mul_(Beta1).add_(gradient, alpha: 1 - Beta1);
            second.mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
            if (_decay > 0 && weight.dim() > 1)
            {
                weight.mul_(1 - (rate * _decay));
            }

            var denominator = second.sqrt().div_(Math.Sqrt(correction2)).add_(Epsilon);
            weight.addcdiv_(first, denominator, -rate / correction1);
        }
    }

    /// <summary>Gives the state by name.</summary>
    public IEnumerable<(string Name, Tensor Value)> State() => _moments.SelectMany(moments => new[] { ($"first.{moments.Key}", moments.Value.First), ($"second.{moments.Key}", moments.Value.Second) });

    /// <summary>Takes a state back.</summary>
    /// <param name="read">Gives the elements of a tensor.</param>
    public void Write(Func<string, float[]> read)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        foreach (var (name, (first, second)) in _moments)
        {
            first.copy_(tensor(read($"first.{name}"), first.shape));
            second.copy_(tensor(read($"second.{name}"), second.shape));
        }
    }

    public void Dispose()
    {
        foreach (var (first, second) in _moments.Values)
        {
            first.Dispose();
            second.Dispose();
        }
    }
}
