namespace EmotionAI.Training.Torch.Running;

/// <summary>Gives the share of the learning rate at a step: a straight rise, then a straight or a cosine fall to 0.</summary>
/// <param name="steps">All steps.</param>
/// <param name="warmUpShare">The share of the steps in which it rises.</param>
/// <param name="isCosine">Whether it falls along a cosine, as torch's <c>OneCycleLR</c> has it.</param>
internal sealed class RateSchedule(int steps, double warmUpShare, bool isCosine)
{
    /// <summary>Gives the share, 0 to 1.</summary>
    /// <param name="step">The step, from 0.</param>
    public double At(int step)
    {
        var rising = steps * warmUpShare;
        if (step + 1 <= rising)
        {
            return (step + 1) / rising;
        }

        var left = Math.Max(0, (steps - step) / Math.Max(1, steps - rising));
        return isCosine ? (1 - Math.Cos(Math.PI * Math.Min(1, left))) / 2 : Math.Min(1, left);
    }
}
