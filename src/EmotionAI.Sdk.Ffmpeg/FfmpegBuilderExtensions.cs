using EmotionAI;
using EmotionAI.Audio;
using EmotionAI.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ffmpeg as a decoder to a container.</summary>
public static class FfmpegBuilderExtensions
{
    /// <summary>Has the speech classifiers of the container read what nothing else reads by an ffmpeg that is installed, as <see cref="FfmpegDecoder"/> does. To be called behind <c>AddCodecs</c>: decoders are asked in the order in which they were added.</summary>
    /// <param name="builder">What <c>AddEmotionAI</c> gave.</param>
    /// <param name="path">The program, by its absolute path.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="EmotionAIException">There is no such file, or the path is not absolute.</exception>
    /// <example><code>
    /// builder.Services.AddEmotionAI().AddCodecs().AddFfmpeg("/usr/bin/ffmpeg");
    /// </code></example>
    public static EmotionAIBuilder AddFfmpeg(this EmotionAIBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<IAudioDecoder>(new FfmpegDecoder(path));
        return builder;
    }
}
