using EmotionAI.Models.SpeechBrain;

namespace EmotionAI.SpeechBrain;

/// <summary>Holds the arguments of <c>speechbrain.nnet.pooling.Pooling1d</c> as emotion diarization has it: the mean of windows of frames.</summary>
/// <param name="Window">The windows.</param>
internal sealed record FrameParameters(FrameWindow Window)
{
    private const int Longest = 1_024;

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="EmotionAIException">The class is another, or an argument is wrong or not supported.</exception>
    public static FrameParameters Read(HyperValue value, string file)
    {
        var arguments = HyperArguments.Of(value, file, SpeechBrainClasses.FramePooling);
        arguments.Choice("pool_type", "avg", "avg");
        arguments.Integer("input_dims", 3, 3, 3);
        arguments.Integer("pool_axis", 1, 1, 1);
        arguments.Integer("padding", 0, 0, 0);
        arguments.Integer("dilation", 1, 1, 1);
        var length = arguments.Integer("kernel_size", null, 1, Longest);
        var stride = arguments.Integer("stride", length, 1, Longest);
        return length == 1 || arguments.Truth("ceil_mode", false)
            ? new(new FrameWindow(length, stride))
            : throw arguments.Wrong(EmotionErrorCodes.FormatUnsupported, $"{arguments.Name}.ceil_mode is off; on is supported.");
    }
}
