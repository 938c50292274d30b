using System.Text;
using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Evaluation.Artefacts;
using EmotionAI.Evaluation.Reports;
using EmotionAI.Formats;

namespace EmotionAI.Cli.Evaluating;

/// <summary>Takes from a model folder what a report says of the model.</summary>
internal static class ReportedModel
{
    /// <summary>The key of <c>model_meta.json</c> that says how answers were merged.</summary>
    public const string LabelMapKey = "label_map";

    private const int LongestCard = 256 << 10;

    /// <summary>Finds the default model where its weights are those that were measured; null where they are others, or the evaluation does not say.</summary>
    public static ModelBundle? FindDefault(string evaluation, CommandConsole console)
    {
        var meta = Path.Combine(evaluation, ModelMeta.FileName);
        var measured = File.Exists(meta) ? ModelMeta.Read(meta) : new ModelMeta();
        if (measured.WeightsSha256 is not { } fingerprint)
        {
            return null;
        }

        var modality = measured.SampleRate is null ? ModelModality.Text : ModelModality.Audio;
        var choice = Models.Choose(modality, directory: null, useMocks: null, console);
        return choice.Directory is { } directory && Directory.Exists(directory) && string.Equals(fingerprint, WeightsFingerprint.Compute(directory), StringComparison.OrdinalIgnoreCase) ? Models.Load(directory, choice.Origin, console) : null;
    }

    /// <summary>Describes a model as it was measured: with merged labels where <c>--label-map</c> named a published taxonomy; null where it was a file, which is not at hand.</summary>
    public static EmotionClassifierMetadata? MetadataOf(ModelBundle bundle, string evaluation)
    {
        var meta = Path.Combine(evaluation, ModelMeta.FileName);
        var map = File.Exists(meta) ? ModelMeta.Read(meta).Others.FirstOrDefault(other => other.Key == LabelMapKey).Value : default;
        return map.ValueKind != JsonValueKind.String ? bundle.Metadata : EmotionTaxonomy.Find(map.GetString()!)?.Merge(bundle.Metadata!);
    }

    /// <exception cref="EmotionAIException">The folder holds other weights than those that were measured.</exception>
    public static void RequireMeasured(ModelBundle bundle, ModelReport report)
    {
        var fingerprint = report.Evaluation.WeightsSha256;
        if (fingerprint is not null && !string.Equals(fingerprint, WeightsFingerprint.Compute(bundle.ModelDirectory), StringComparison.OrdinalIgnoreCase))
        {
            throw new EmotionAIException(
                EmotionErrorCodes.InputInvalid, $"The weights in '{bundle.Directory}' are not those that were measured (SHA-256 {fingerprint}); name the model that was measured, or evaluate this one.", bundle.Directory);
        }
    }

    /// <exception cref="EmotionAIException">One of the files of the model is malformed.</exception>
    public static void Describe(ModelBundle bundle, EmotionClassifierMetadata? classifier, ModelReport report)
    {
        report.Classifier = classifier;
        report.Kind = NameOf(bundle.Kind);
        report.Model = new[] { bundle.ModelDirectory, bundle.Directory }.Select(folder => Path.Combine(folder, ModelMeta.FileName)).FirstOrDefault(File.Exists) is { } meta ? ModelMeta.Read(meta) : null;
        report.ModelCard = CardFiles(bundle).FirstOrDefault(File.Exists) is { } path ? ReadCard(path) : null;
    }

    private static string NameOf(string kind) => kind.Split('/')[0] switch
    {
        "hugging-face" => "Hugging Face text classifier",
        "speechbrain" => "SpeechBrain speech classifier",
        "onnx" => "ONNX speech classifier",
        _ => kind,
    };

    /// <summary>Lists where a card may be: in the model folder (Hugging Face calls it README.md), or beside it.</summary>
    private static IEnumerable<string> CardFiles(ModelBundle bundle)
    {
        yield return Path.Combine(bundle.ModelDirectory, "MODEL_CARD.md");
        yield return Path.Combine(bundle.ModelDirectory, "README.md");
        if (Path.GetDirectoryName(bundle.ModelDirectory) is { } parent)
        {
            yield return Path.Combine(parent, "MODEL_CARD.md");
        }
    }

    private static string ReadCard(string path)
    {
        var bytes = ArtefactFile.ReadBytes(path);
        return bytes.Length <= LongestCard
            ? Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')
            : throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, path, $"{bytes.Length} bytes", $"{LongestCard} are");
    }
}
