namespace EmotionAI.SpeechBrain;

/// <summary>Says what a pooling takes of the frames of a clip.</summary>
/// <param name="Mean">Whether it takes the mean.</param>
/// <param name="Deviation">Whether it takes the deviation.</param>
/// <param name="HasNoise">Whether it adds noise to the mean, as <c>StatisticsPooling</c> does even after training.</param>
internal sealed record StatisticsParameters(bool Mean, bool Deviation, bool HasNoise)
{
    /// <summary>Gets the number of values for each of the frames.</summary>
    public int Factor => (Mean ? 1 : 0) + (Deviation ? 1 : 0);

    /// <summary>Reads the arguments of a pooling.</summary>
    /// <exception cref="EmotionAIException">The class is another, or an argument is wrong or not supported.</exception>
    public static StatisticsParameters Read(HyperValue value, string file)
    {
        var arguments = HyperArguments.Of(value, file, SpeechBrainClasses.StatisticsPooling, SpeechBrainClasses.AdaptivePool);
        if (value.Text == SpeechBrainClasses.AdaptivePool.Path)
        {
            arguments.Integer("output_size", null, 1, 1);
            return new(Mean: true, Deviation: false, HasNoise: false);
        }

        var (mean, deviation) = (arguments.Truth("return_mean", true), arguments.Truth("return_std", true));
        return mean || deviation
            ? new(mean, deviation, HasNoise: mean)
            : throw arguments.Wrong(EmotionErrorCodes.FormatInvalid, $"{arguments.Name} returns neither mean nor deviation.");
    }
}
