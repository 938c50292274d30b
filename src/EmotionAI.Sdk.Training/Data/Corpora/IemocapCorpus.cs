using System.Text;
using System.Text.RegularExpressions;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads IEMOCAP (Busso et al., 2008): the lines <c>[start - end]⇥utterance⇥label⇥[v, a, d]</c> of <c>Session1/dialog/EmoEvaluation/*.txt</c>, with the recordings of <c>sentences/wav</c>.</summary>
internal sealed partial class IemocapCorpus : ICorpus
{
    private const string Excited = "exc";
    private const string Happy = "hap";
    private const string NoAgreement = "xxx";

    private static readonly string[] Labels = ["ang", "hap", "sad", "neu", "exc", "fru", "fea", "sur", "dis", "oth"];
    private static readonly string[] Four = ["ang", "hap", "sad", "neu"];

    public string Name => "IEMOCAP";

    public string? Licence => "LicenseRef-IEMOCAP-research-only";

    public bool Recognizes(CorpusSource source) => source is { Folder: not null, IsFile: false } && source.Files.Any(file => Evaluation().IsMatch(file));

    public IEnumerable<CorpusSample> Read(CorpusSource source, CorpusReading reading)
    {
        var known = source.Files.ToHashSet(StringComparer.Ordinal);
        var options = reading.Audio;
        reading.LabelOrder = options.FourClasses ? Four : [.. Labels.Where(label => !options.MergesExcited || label != Excited)];
        foreach (var file in source.Files)
        {
            if (Evaluation().Match(file) is not { Success: true } evaluation)
            {
                continue;
            }

            var lines = Encoding.UTF8.GetString(source.Read(file, ArtefactFile.LongestText)).Split('\n');
            for (var i = 0; i < lines.Length; i++)
            {
                if (Utterance().Match(lines[i]) is { Success: true } utterance && Read(source, reading, known, file, evaluation.Groups["session"].Value, utterance, i + 1) is { } sample)
                {
                    yield return sample;
                }
            }
        }
    }

    /// <summary>Finds who speaks in an utterance such as <c>Ses01F_impro05_M019</c>: the one that its last part names, whoever wore the markers.</summary>
    /// <returns>The speaker, such as <c>Ses01M</c>; null for another name.</returns>
    public static string? SpeakerOf(string utterance) =>
        Naming().Match(utterance) is { Success: true } name ? name.Groups["session"].Value + name.Groups["gender"].Value : null;

    private static CorpusSample? Read(CorpusSource source, CorpusReading reading, HashSet<string> known, string file, string session, Match line, int number)
    {
        var (utterance, label) = (line.Groups["utterance"].Value, line.Groups["label"].Value);
        label = label == Excited && reading.Audio.MergesExcited ? Happy : label;
        if (label == NoAgreement)
        {
            reading.LeaveOut("the raters of IEMOCAP did not agree (xxx)");
            return null;
        }

        if (!Labels.Contains(label))
        {
            reading.Report(source.PathOf(file), number, $"the label is '{label}'; {string.Join(", ", Labels)} and {NoAgreement} are allowed.");
            return null;
        }

        if (reading.Audio.FourClasses && !Four.Contains(label))
        {
            reading.LeaveOut($"the label {label} is none of the four classes");
            return null;
        }

        var recording = $"{session}/sentences/wav/{utterance[..utterance.LastIndexOf('_')]}/{utterance}.wav";
        if (!known.Contains(recording))
        {
            reading.Report(source.PathOf(file), number, $"the recording '{recording}' does not exist.");
            return null;
        }

        return new CorpusSample { Id = utterance, Input = recording, Labels = [label], Speaker = SpeakerOf(utterance), Origin = source.PathOf(file), Line = number };
    }

    [GeneratedRegex("^(?<session>(?:.*/)?Session[1-5])/dialog/EmoEvaluation/[^/.][^/]*[.]txt$", RegexOptions.CultureInvariant)]
    private static partial Regex Evaluation();

    [GeneratedRegex(@"^\[[0-9.]+ - [0-9.]+\]\t(?<utterance>Ses[0-9]{2}[FM]_[A-Za-z0-9_]{1,60}_[FM][A-Z]?[0-9]{2,4})\t(?<label>[a-z]{2,5})\t", RegexOptions.CultureInvariant)]
    private static partial Regex Utterance();

    [GeneratedRegex("^(?<session>Ses[0-9]{2})[FM]_.{1,60}_(?<gender>[FM])[A-Z]?[0-9]{2,4}$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Naming();
}
