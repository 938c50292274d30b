using System.CommandLine;
using EmotionAI.Bundles;

namespace EmotionAI.Server.Cli.Jobs;

/// <summary>Says whether inputs are recordings.</summary>
internal static class AudioOption
{
    public static Option<bool> Create() => new("--audio") { Description = "The inputs are recordings, not texts." };

    public static ModelModality Modality(ParseResult result, Option<bool> audio) => result.GetValue(audio) ? ModelModality.Audio : ModelModality.Text;
}
