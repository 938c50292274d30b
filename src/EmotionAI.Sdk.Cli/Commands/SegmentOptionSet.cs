using System.CommandLine;
using System.Globalization;
using EmotionAI.Audio;

namespace EmotionAI.Cli.Commands;

/// <summary>Holds the options of <c>classify audio</c> for emotion over time.</summary>
internal sealed class SegmentOptionSet
{
    private const string Partial = "partial";
    private const string Mix = "mix";
    private const string Split = "split";
    private const double ShortestHop = 0.01;
    private const double Longest = 600;

    private readonly Option<bool> _segments = new("--segments") { Description = "Gives emotion over time: one result a segment. Recordings may have any length." };
    private readonly Option<double?> _window = NumberOption.Seconds("--window", "The model hears S seconds at once. The default is 3, or what it reads where that is less.", ShortestHop, Longest);
    private readonly Option<double?> _hop = NumberOption.Seconds("--hop", "A window begins every S seconds. The default is half of the window.", ShortestHop, Longest);
    private readonly Option<string?> _last = new Option<string?>("--last") { HelpName = "shifted|partial", Description = "The last window is moved back to be whole (the default), or is shorter." };
    private readonly Option<bool> _raw = new("--raw") { Description = "Gives each window as it is: overlapping, with labels in silence too, no smoothing, no shortest duration." };
    private readonly Option<string?> _channels = new("--channels") { HelpName = "mix|split|N", Description = "Mixes the channels (the default), gives each a timeline of its own, as for a call with a speaker a channel, or hears channel N only, from 0." };
    private readonly Option<double?> _minimum = NumberOption.Seconds("--minimum-duration", "No segment is shorter than S seconds; the default is 0.5.", 0, Longest);
    private readonly ExportOption _export = new();

    public SegmentOptionSet()
    {
        _last.AcceptOnlyFromAmong("shifted", Partial);
        _channels.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var value }] && value is not (Mix or Split) && ChannelOf(value) is null)
            {
                result.AddError($"--channels is '{value}'; allowed: {Mix}, {Split} or the number of a channel, from 0.");
            }
        });
    }

    /// <summary>Gets the files that segments are written to.</summary>
    public ExportOption Export => _export;

    public void AddTo(Command command)
    {
        command.Add(_segments);
        Option[] others = [_window, _hop, _last, _raw, _channels, _minimum, .. _export.All];
        foreach (var option in others)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            foreach (var option in others)
            {
                if (result.GetResult(option) is not null && !result.GetValue(_segments))
                {
                    result.AddError($"{option.Name} is for --segments.");
                }
            }

            if (result.GetValue(_segments) && result.GetValue(_hop) is { } hop && result.GetValue(_window) is { } window && hop > window)
            {
                result.AddError(Invariant($"--hop is {hop}; at most the {window} of --window are allowed, as what lies between windows would not be heard."));
            }

            if (result.GetValue(_raw) && result.GetResult(_minimum) is not null)
            {
                result.AddError("--raw gives windows as they are; --minimum-duration is for timelines.");
            }
        });
    }

    /// <summary>Gets whether segments are asked for.</summary>
    public bool IsAsked(ParseResult result) => result.GetValue(_segments);

    public SegmentOptions Read(ParseResult result)
    {
        var options = new SegmentOptions
        {
            Window = TimeOf(result.GetValue(_window)),
            Hop = TimeOf(result.GetValue(_hop)),
            LastWindow = result.GetValue(_last) == Partial ? LastWindow.Partial : LastWindow.Shifted,
            Raw = result.GetValue(_raw),
            Channels = result.GetValue(_channels) == Split ? SegmentChannels.Split : SegmentChannels.Mix,
            OnlyChannel = ChannelOf(result.GetValue(_channels)),
        };
        options.MinimumDuration = TimeOf(result.GetValue(_minimum)) ?? options.MinimumDuration;
        return options;
    }

    private static int? ChannelOf(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var channel) ? channel : null;

    private static TimeSpan? TimeOf(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
