namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Follows the mean of F1 over samples: the numerators are kept summed by their small denominators.</summary>
internal sealed class SamplesF1Sweep : GlobalSweep
{
    private readonly int[] _twiceTruePositives;
    private readonly int[] _predictedAndTrue;
    private readonly long[] _numerators;

    public SamplesF1Sweep(LabelMatrix truth)
    {
        _twiceTruePositives = new int[truth.Rows];
        _predictedAndTrue = new int[truth.Rows];
        _numerators = new long[(2 * truth.Columns) + 1];
        for (var row = 0; row < truth.Rows; row++)
        {
            foreach (var value in truth.Row(row))
            {
                _predictedAndTrue[row] += value;
            }
        }
    }

    public override double Value
    {
        get
        {
            double sum = 0;
            for (var denominator = 1; denominator < _numerators.Length; denominator++)
            {
                sum += (double)_numerators[denominator] / denominator;
            }

            return sum / _predictedAndTrue.Length;
        }
    }

    public override ExactFraction Exact
    {
        get
        {
            var sum = ExactFraction.Zero;
            for (var denominator = 1; denominator < _numerators.Length; denominator++)
            {
                if (_numerators[denominator] > 0)
                {
                    sum += new ExactFraction(_numerators[denominator], denominator);
                }
            }

            return sum;
        }
    }

    public override void Predict(int row, int label, bool isTrue)
    {
        _numerators[_predictedAndTrue[row]] -= _twiceTruePositives[row];
        _predictedAndTrue[row]++;
        _twiceTruePositives[row] += isTrue ? 2 : 0;
        _numerators[_predictedAndTrue[row]] += _twiceTruePositives[row];
    }
}
