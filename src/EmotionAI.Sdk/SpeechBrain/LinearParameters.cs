namespace EmotionAI.SpeechBrain;

/// <summary>Holds the arguments of <c>speechbrain.nnet.linear.Linear</c>.</summary>
internal sealed record LinearParameters(int Inputs, int Outputs, bool HasBias)
{
    /// <summary>Reads the arguments.</summary>
    /// <exception cref="EmotionAIException">The class is another, or an argument is of the wrong type or range.</exception>
    public static LinearParameters Read(HyperValue value, string file)
    {
        var arguments = HyperArguments.Of(value, file, SpeechBrainClasses.Linear);
        return new(arguments.Integer("input_size", null), arguments.Integer("n_neurons", null), arguments.Truth("bias", true));
    }
}
