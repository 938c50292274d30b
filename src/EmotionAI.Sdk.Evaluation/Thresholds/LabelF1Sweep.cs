namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Follows micro, macro and weighted F1.</summary>
internal sealed class LabelF1Sweep : GlobalSweep
{
    private readonly bool _isMicro;
    private readonly long[] _weights;
    private readonly long[] _twiceTruePositives;
    private readonly long[] _predictedAndTrue;
    private readonly long _sumOfWeights;

    public LabelF1Sweep(LabelMatrix truth, ThresholdObjective objective)
    {
        _isMicro = objective == ThresholdObjective.MicroF1;
        var support = new long[truth.Columns];
        for (var i = 0; i < truth.Values.Length; i++)
        {
            support[i % truth.Columns] += truth.Values[i];
        }

        _twiceTruePositives = new long[_isMicro ? 1 : truth.Columns];
        _predictedAndTrue = _isMicro ? [support.Sum()] : [.. support];
        _weights = objective switch
        {
            ThresholdObjective.WeightedF1 => support,
            ThresholdObjective.MacroF1OverSupported => Array.ConvertAll(support, count => count > 0 ? 1L : 0),
            _ => Array.ConvertAll(_twiceTruePositives, _ => 1L),
        };
        _sumOfWeights = Math.Max(1, _weights.Sum());
    }

    public override double Value
    {
        get
        {
            double sum = 0;
            for (var i = 0; i < _weights.Length; i++)
            {
                sum += _twiceTruePositives[i] == 0 ? 0 : _weights[i] * ((double)_twiceTruePositives[i] / _predictedAndTrue[i]);
            }

            return sum / _sumOfWeights;
        }
    }

    public override ExactFraction Exact
    {
        get
        {
            var sum = ExactFraction.Zero;
            for (var i = 0; i < _weights.Length; i++)
            {
                if (_twiceTruePositives[i] > 0 && _weights[i] > 0)
                {
                    sum += new ExactFraction(_weights[i] * _twiceTruePositives[i], _predictedAndTrue[i]);
                }
            }

            return sum;
        }
    }

    public override void Predict(int row, int label, bool isTrue)
    {
        var index = _isMicro ? 0 : label;
        _predictedAndTrue[index]++;
        _twiceTruePositives[index] += isTrue ? 2 : 0;
    }
}
