using System.Globalization;
using EmotionAI.Cli.Input;
using EmotionAI.Training.Data;

namespace EmotionAI.Cli.Output;

/// <summary>Writes for people what prepared data holds: how many samples of each label are in each part.</summary>
internal static class PreparedTable
{
    public static void Write(CommandConsole console, PreparedDataset data, string directory)
    {
        var ansi = TerminalOutput.Create(console);
        var statistics = data.Statistics;
        var speakers = statistics.Speakers.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $", {statistics.Speakers.Count:N0} speakers") : "";
        var corpus = data.Samples[0].Source is { } name ? $"{PrintableText.Of(name)}, " : "";
        TerminalOutput.WriteLine(console, ansi, string.Create(CultureInfo.InvariantCulture, $"{corpus}{data.Samples.Count:N0} {(data.IsAudio ? "recordings" : "texts")}{speakers}"));
        var table = new FigureTable("label", "train", "dev", "test", "all");
        foreach (var label in data.Labels)
        {
            table.AddRow(label, [.. Enum.GetValues<DataSplit>().Select(split => Format(statistics.Count(label, split))), Format(statistics.Count(label))]);
        }

        if (statistics.Unlabelled > 0)
        {
            table.AddRow("(no label)", "", "", "", Format(statistics.Unlabelled));
        }

        table.AddRow(data.IsAudio ? "recordings" : "texts", [.. Enum.GetValues<DataSplit>().Select(split => Format(statistics.Count(split))), Format(data.Samples.Count)]);
        if (statistics.Speakers.Count > 0)
        {
            table.AddRow("speakers", [.. Enum.GetValues<DataSplit>().Select(split => Format(SpeakersOf(data, split))), Format(statistics.Speakers.Count)]);
        }

        table.Write(ansi);
        TerminalOutput.WriteLine(console, ansi, $"Written to {PrintableText.Of(RawNames.Display(directory), int.MaxValue)}.");
        console.Output.Flush();
    }

    public static int SpeakersOf(PreparedDataset data, DataSplit split) => data.Of(split).Select(sample => sample.Speaker).OfType<string>().Distinct(StringComparer.Ordinal).Count();

    private static string Format(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
