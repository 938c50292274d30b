namespace EmotionAI.Evaluation.Thresholds;

/// <summary>Follows the share of samples whose whole set of labels is right.</summary>
internal sealed class SubsetAccuracySweep : GlobalSweep
{
    private readonly int[] _wrong;
    private long _right;

    public SubsetAccuracySweep(LabelMatrix truth)
    {
        _wrong = new int[truth.Rows];
        for (var row = 0; row < truth.Rows; row++)
        {
            foreach (var value in truth.Row(row))
            {
                _wrong[row] += value;
            }

            _right += _wrong[row] == 0 ? 1 : 0;
        }
    }

    public override double Value => (double)_right / _wrong.Length;

    public override ExactFraction Exact => new(_right, 1);

    public override void Predict(int row, int label, bool isTrue)
    {
        _right -= _wrong[row] == 0 ? 1 : 0;
        _wrong[row] += isTrue ? -1 : 1;
        _right += _wrong[row] == 0 ? 1 : 0;
    }
}
