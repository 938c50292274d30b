using EmotionAI.Multimodal;
using Microsoft.Extensions.AI;

namespace EmotionAI.Extensions.AI;

/// <summary>Lets whatever recognises speech for Microsoft.Extensions.AI give the words to a <see cref="TextAndSpeechClassifier"/>.</summary>
/// <remarks>As experimental as <see cref="ISpeechToTextClient"/> itself is.</remarks>
public static class SpeechToTextExtensions
{
    /// <summary>Has the words of a clip recognised.</summary>
    /// <remarks>The client is given a WAV of one channel, 16 bits and 16 kHz, whatever the clip has: the form that every recogniser reads, Whisper.net among them, which reads no other rate. Channels are averaged, and what is beyond full scale is cut off.</remarks>
    /// <param name="client">Recognises speech; is not disposed.</param>
    /// <param name="clip">The clip, of any sample rate and number of channels.</param>
    /// <param name="options">What the client is to do; null for its defaults.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The clip with its words, which are empty where the client found none.</returns>
    /// <exception cref="EmotionAIException">The clip has samples that are not finite, or is too long for a WAV in memory.</exception>
    /// <exception cref="OperationCanceledException">The call was ended early. What else the client throws passes.</exception>
    public static async Task<TextAndSpeech> TranscribeAsync(this ISpeechToTextClient client, AudioClip clip, SpeechToTextOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(clip);
        using var wave = new MemoryStream(await Task.Run(() => TranscriptionWave.Of(clip), cancellationToken).ConfigureAwait(false), writable: false);
        var response = await client.GetTextAsync(wave, options, cancellationToken).ConfigureAwait(false);
        return new TextAndSpeech(response.Text, clip);
    }
}
