using EmotionAI.Audio;
using EmotionAI.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the decoders of compressed recordings to a container.</summary>
public static class CodecsBuilderExtensions
{
    /// <summary>Has the speech classifiers of the container read MP3, Ogg and WebM, as <see cref="AudioCodecs"/> does. A second call changes nothing.</summary>
    /// <param name="builder">What <c>AddEmotionAI</c> gave.</param>
    /// <returns>The builder.</returns>
    /// <example><code>
    /// builder.Services.AddEmotionAI().AddCodecs();
    /// </code></example>
    public static EmotionAIBuilder AddCodecs(this EmotionAIBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var decoder in AudioCodecs.All)
        {
            if (!builder.Services.Any(service => service.ServiceType == typeof(IAudioDecoder) && !service.IsKeyedService && ReferenceEquals(service.ImplementationInstance, decoder)))
            {
                builder.Services.AddSingleton(decoder);
            }
        }

        return builder;
    }
}
