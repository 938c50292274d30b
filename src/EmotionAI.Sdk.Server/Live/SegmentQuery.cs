using System.Globalization;
using EmotionAI.Audio;
using Microsoft.AspNetCore.Http;

namespace EmotionAI.Server.Live;

/// <summary>Is what the query of a request asks of segments: the options of the tool, by the same names.</summary>
/// <param name="Options">The windows, and how they become segments.</param>
/// <param name="Scores">Whether every score is told.</param>
/// <param name="Logits">Whether the outputs before the activation are told.</param>
/// <param name="Model">The model that is asked for; null for the one without a key.</param>
internal sealed record SegmentQuery(SegmentOptions Options, bool Scores, bool Logits, string? Model)
{
    private const double ShortestHop = 0.01;
    private const double Longest = 600;
    private const double ShortestPart = 1;

    private static readonly string[] Names = ["model", "window", "hop", "last", "raw", "channels", "minimum_duration", "maximum_duration", "scores", "logits"];

    /// <param name="query">The query.</param>
    /// <param name="others">The names that somebody else reads.</param>
    /// <exception cref="EmotionAIException">A name is not known, or a value is not allowed.</exception>
    public static SegmentQuery Read(IQueryCollection query, params ReadOnlySpan<string> others)
    {
        var values = new QueryValues(query);
        values.CheckNames([.. Names, .. others]);
        var window = values.Number("window", ShortestHop, Longest);
        var channels = values.Text("channels");
        var options = new SegmentOptions
        {
            Window = TimeOf(window),
            Hop = TimeOf(values.Number("hop", ShortestHop, window ?? Longest)),
            LastWindow = values.OneOf("last", "shifted", "partial") == "partial" ? LastWindow.Partial : LastWindow.Shifted,
            Raw = values.Switch("raw"),
            Channels = channels == "split" ? SegmentChannels.Split : SegmentChannels.Mix,
            OnlyChannel = channels is null or "mix" or "split" ? null : ChannelOf(channels),
        };
        options.MinimumDuration = TimeOf(values.Number("minimum_duration", 0, Longest)) ?? options.MinimumDuration;
        options.MaximumDuration = TimeOf(values.Number("maximum_duration", Math.Max(ShortestPart, options.MinimumDuration.TotalSeconds), TimeSpan.MaxValue.TotalSeconds / 2));
        return new SegmentQuery(options, values.Switch("scores"), values.Switch("logits"), values.Text("model"));
    }

    private static int ChannelOf(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var channel)
        ? channel
        : throw QueryValues.Fault("channels", value, "mix, split or the number of a channel, from 0");

    private static TimeSpan? TimeOf(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
