using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Datasets;
using EmotionAI.Formats;

namespace EmotionAI.Training.Data;

/// <summary>Reads and writes the manifest of a <see cref="PreparedDataset"/>.</summary>
internal static class ManifestFile
{
    /// <summary>A manifest is JSON lines, whatever its name.</summary>
    private static readonly RowOptions ManifestRows = RowOptions.Default with { Format = RowFormat.JsonLines };

    private static readonly string[] Headers = ["id", "text", "file", "labels", "speaker", "split", "source", "licence"];

    /// <exception cref="EmotionAIException">The manifest is missing or has no sample.</exception>
    public static PreparedDataset Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var manifest = Directory.Exists(path) ? Path.Combine(path, PreparedDataset.ManifestFileName) : path;
        if (!Path.Exists(manifest))
        {
            throw new EmotionAIException(EmotionErrorCodes.FileMissing, $"'{manifest}' does not exist; a folder that 'emotionai prepare' wrote, or its {PreparedDataset.ManifestFileName}, is needed.", manifest);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(manifest))!;
        List<DatasetProblem> problems = [];
        var reader = new ManifestReader(manifest, folder, (line, message) => problems.Add(new DatasetProblem(manifest, line, message)));
        PreparedSample[] samples = [.. RowReader.Read(manifest, Headers, reader.Report, ManifestRows).Select(reader.Read).OfType<PreparedSample>()];
        if (samples.Length == 0)
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{manifest}' has no samples{(problems.Count > 0 ? $" (the first fault: {problems[0]})" : "")}; one or more are needed.", manifest);
        }

        var labelsPath = Path.Combine(folder, LabelsFile.FileName);
        var labels = File.Exists(labelsPath) ? LabelsFile.Read(labelsPath) : new EmotionLabels(samples.SelectMany(sample => sample.Labels).Distinct().Order(StringComparer.Ordinal));
        var unknown = samples.FirstOrDefault(sample => sample.Labels.Any(label => !labels.Contains(label)));
        return unknown is null
            ? new PreparedDataset(reader.IsAudio, labels, samples, problems)
            : throw ArtefactFile.Fault(EmotionErrorCodes.FormatInvalid, manifest, $"the sample '{unknown.Id}' has the label '{unknown.Labels.First(label => !labels.Contains(label))}'", $"those of {LabelsFile.FileName} ({string.Join(", ", labels)}) are");
    }

    public static byte[] Format(PreparedDataset data, string directory)
    {
        var folder = Path.GetFullPath(directory);
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var sample in data.Samples)
        {
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                Write(json, data.IsAudio, sample, folder);
            }

            buffer.Write("\n"u8);
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static string Fingerprint(PreparedDataset data)
    {
        var hashes = data.Samples.Select(sample =>
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes($"{sample.Split}\t{string.Join('\t', sample.Labels.Order(StringComparer.Ordinal))}\n"));
            hash.AppendData(data.IsAudio ? SHA256.HashData(File.ReadAllBytes(sample.Input)) : Encoding.UTF8.GetBytes(sample.Input));
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes.Order(StringComparer.Ordinal)))));
    }

    private static void Write(Utf8JsonWriter json, bool isAudio, PreparedSample sample, string folder)
    {
        json.WriteStartObject();
        json.WriteString("id", sample.Id);
        if (isAudio)
        {
            json.WriteString("file", Path.GetRelativePath(folder, Path.GetFullPath(sample.Input)).Replace('\\', '/'));
        }
        else
        {
            json.WriteString("text", sample.Input);
        }

        json.WriteStartArray("labels");
        foreach (var label in sample.Labels)
        {
            json.WriteStringValue(label);
        }

        json.WriteEndArray();
        json.WriteString("split", ManifestReader.NameOf(sample.Split));
        (string Key, string? Value)[] known = [("speaker", sample.Speaker), ("source", sample.Source), ("licence", sample.Licence)];
        foreach (var (key, value) in known)
        {
            if (value is not null)
            {
                json.WriteString(key, value);
            }
        }

        json.WriteEndObject();
    }
}
