using EmotionAI.Audio.Matroska;
using EmotionAI.Audio.Mpeg;
using EmotionAI.Audio.Ogg;
using EmotionAI.Audio.Reading;

namespace EmotionAI.Audio;

/// <summary>Gives the decoders of compressed recordings, all in managed code: MP3, Ogg (Vorbis, Opus, FLAC) and WebM or Matroska (Opus, Vorbis).</summary>
/// <remarks>
/// <para>Safe for concurrent use. Files may be untrusted: memory follows what is decoded, bounded by <see cref="EmotionLimits.AudioDuration"/> and <see cref="EmotionLimits.AudioBytes"/>, and whatever the decoders inside throw is an <see cref="EmotionAIException"/>. Read block by block, a second and a page are held, however long the recording is.</para>
/// <para>What an encoder adds before and behind the sound is left out where the file says how much: by the LAME tag of an MP3, the pre-skip and granule positions of Ogg, the codec delay and discard padding of WebM.
/// Opus comes at the rate of the recording that was encoded, as the header names it. Parts that are damaged are silent, and <see cref="AudioClip.Warnings"/> tells; where they are more than one in four, the file is refused.</para>
/// </remarks>
/// <example><code>
/// var clip = AudioDecoder.Decode("call.mp3", AudioCodecs.All);
/// using var speech = AudioEmotionClassifier.LoadDefault(new AudioEmotionOptions { Decoders = [.. AudioCodecs.All] });
/// Console.WriteLine(speech.ClassifyFile("voice.webm").Top);
/// </code></example>
public static class AudioCodecs
{
    /// <summary>Gets the decoders, to be put into <see cref="AudioEmotionOptions.Decoders"/> or given to <see cref="AudioDecoder"/>.</summary>
    public static IReadOnlyList<IAudioDecoder> All { get; } = Array.AsReadOnly<IAudioDecoder>([new GuardedDecoder(new OggCodec()), new GuardedDecoder(new MatroskaCodec()), new GuardedDecoder(new MpegCodec())]);
}
