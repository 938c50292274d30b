namespace EmotionAI.Training.Data.Corpora;

/// <summary>Reads one folder a label: <c>angry/x.wav</c>, with a folder for each speaker in it or not, below folders named as parts or not: <c>train/angry/anna/x.wav</c>.</summary>
internal sealed class LabelFolders : ICorpus
{
    public string Name => "one folder a label (angry/x.wav, or angry/SPEAKER/x.wav)";

    public string? Licence => null;

    public bool Recognizes(CorpusSource source) => !source.IsFile && Layout(source).Any();

    public IEnumerable<CorpusSample> Read(CorpusSource source, CorpusReading reading)
    {
        foreach (var (file, parts) in Layout(source))
        {
            var split = parts.Length > 2 ? PartName.Parse(parts[0]) : null;
            string[] below = split is null ? parts : parts[1..];
            if (below.Length is < 2 or > 3)
            {
                reading.Report(source.PathOf(file), 0, $"it lies in {(below.Length < 2 ? "no folder" : "too many folders")}; LABEL/FILE and LABEL/SPEAKER/FILE are allowed.");
                continue;
            }

            yield return new CorpusSample
            {
                Id = file,
                Input = file,
                Labels = [below[0]],
                Speaker = below.Length == 3 ? below[1] : null,
                Split = split,
                Origin = source.PathOf(file),
            };
        }
    }

    /// <summary>Gives the recordings with the parts of their names, without the folders that hold everything.</summary>
    private static IEnumerable<(string File, string[] Parts)> Layout(CorpusSource source)
    {
        (string File, string[] Parts)[] files = [.. source.Files.Where(SpeechFiles.IsRecording).Select(file => (file, file.Split('/')))];
        var outer = 0;
        while (files.Length > 0 && files.All(file => file.Parts.Length > outer + 2 && file.Parts[outer] == files[0].Parts[outer]))
        {
            outer++;
        }

        // A folder that holds everything is a label, or holds the labels: what is directly in it tells.
        return files.Any(file => file.Parts.Length >= outer + 2) ? files.Select(file => (file.File, file.Parts[outer..])) : [];
    }
}
