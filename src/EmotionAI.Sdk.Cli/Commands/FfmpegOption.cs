using System.CommandLine;
using EmotionAI.Audio;

namespace EmotionAI.Cli.Commands;

/// <summary>Is <c>--ffmpeg</c>: the program that decodes what nothing else here does.</summary>
internal sealed class FfmpegOption
{
    public Option<string?> Option { get; } = new("--ffmpeg") { Description = "Decodes other recordings (M4A, AMR, WMA, films) by the ffmpeg at PATH, which is absolute.", HelpName = "PATH" };

    /// <exception cref="EmotionAIException">There is no such program, or the path is not absolute.</exception>
    public IReadOnlyList<IAudioDecoder> Decoders(ParseResult result) => result.GetValue(Option) is { } path ? [.. AudioCodecs.All, new FfmpegDecoder(path)] : AudioCodecs.All;
}
