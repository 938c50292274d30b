using System.Text.Encodings.Web;
using System.Text.Json;
using EmotionAI.Audio;
using EmotionAI.Checkpoints;
using EmotionAI.Checkpoints.Onnx;
using EmotionAI.Models;
using EmotionAI.Models.Heads;
using EmotionAI.SpeechBrain;

namespace EmotionAI.Bundles;

/// <summary>Gives the files of a speech model's folder with another last layer.</summary>
internal static class SpeechHeadExport
{
    /// <exception cref="EmotionAIException">The layer cannot be replaced, or a file cannot be read.</exception>
    public static IReadOnlyDictionary<string, byte[]> Files(AudioEncoderModel model, LinearHead head, EmotionLimits limits)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        if (model.Head is { } layer)
        {
            AddOnnx(files, model.Bundle.ModelDirectory, (OnnxFileNetwork)model.Audio.Network, layer, head, limits);
        }
        else if (SpeechBrainFolder.Recognise(model.Bundle.ModelDirectory) && SpeechBrainFolder.Open(model.Bundle.ModelDirectory, limits) is EncoderFolder { Embedding: EcapaParameters } folder)
        {
            SpeechBrainExport.Add(files, folder, head);
        }
        else if (model.Audio.Network is WrittenNetwork network && HuggingFaceHeadExport.Find(model.Bundle, network) is { } last)
        {
            HuggingFaceHeadExport.Add(files, model.Bundle.ModelDirectory, last, head, limits);
        }
        else
        {
            throw new EmotionAIException(EmotionErrorCodes.FormatUnsupported, $"'{model.Bundle.ModelDirectory}' is {model.Bundle.Kind}; another last layer is put on Hugging Face folders, on ECAPA-TDNN of SpeechBrain and on ONNX speech models.", model.Bundle.ModelDirectory);
        }

        files[LabelsReader.FileName] = Json(json =>
        {
            json.WriteStartArray();
            foreach (var label in head.Labels)
            {
                json.WriteStringValue(label);
            }

            json.WriteEndArray();
        });
        files[InferenceSettingsReader.FileName] = Json(json => WriteSettings(json, model.Audio.SampleRate));
        return files;
    }

    /// <summary>Reads a file that is taken over as it is.</summary>
    /// <exception cref="EmotionAIException">It is not there any more, or is larger than an array can be.</exception>
    public static byte[] Copy(string path)
    {
        using var file = MappedFile.Open(path);
        if (file.Length > Array.MaxLength)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"'{path}' has {file.Length} bytes; at most {Array.MaxLength} are allowed."), path);
        }

        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        return bytes;
    }

    private static void AddOnnx(SortedDictionary<string, byte[]> files, string directory, OnnxFileNetwork network, OnnxHead layer, LinearHead head, EmotionLimits limits)
    {
        var folder = Path.GetDirectoryName(network.Path)!;
        foreach (var location in OnnxModelFile.Open(network.Path, limits).ExternalData.Select(data => data.Location).Distinct(StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, location);
            files[NameOf(directory, path)] = Copy(path);
        }

        files[NameOf(directory, network.Path)] = OnnxHeadReplacement.Write(network.Path, network.Output, layer, head, limits);
        files[WhisperFeaturesReader.FileName] = Copy(Path.Combine(directory, WhisperFeaturesReader.FileName));
    }

    private static void WriteSettings(Utf8JsonWriter json, int sampleRate)
    {
        json.WriteStartObject();
        json.WriteString("problem_type", "single_label_classification");
        json.WriteNumber("sample_rate", sampleRate);
        json.WriteNumber("top_k", 1);
        json.WriteEndObject();
    }

    private static string NameOf(string directory, string path) => Path.GetRelativePath(directory, path).Replace('\\', '/');

    /// <summary>Writes JSON as people read it.</summary>
    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }

        return bytes.ToArray();
    }
}
