using EmotionAI.Formats;
using EmotionAI.Graphs;
using EmotionAI.Models;

namespace EmotionAI.Bundles;

/// <summary>Writes the network of a model folder, with its weights, as an ONNX file that stands by itself.</summary>
/// <remarks>
/// The file holds the network as this library runs it, with fused operators of the domain <c>com.microsoft</c>: ONNX Runtime takes it in any language,
/// other runtimes may not. Text models read <c>input_ids</c> and <c>attention_mask</c>, int64 <c>[batch, sequence]</c>, padding behind the tokens;
/// speech models read <c>input_values</c>, float32 <c>[batch, samples]</c>, or <c>features</c>, float32 <c>[batch, frames, bands]</c>, after the normalization, all of one length. They give
/// <c>logits</c>, float32 <c>[batch, labels]</c>, before softmax or sigmoid. The metadata of the model tell the labels and the decision rule, in keys that begin with <c>emotionai.</c>
/// </remarks>
/// <example><code>
/// using var bundle = ModelBundle.Load("models/goemotions");
/// OnnxExport.Write(bundle, "goemotions.onnx");
/// </code></example>
public static class OnnxExport
{
    /// <summary>What the weights may have, in bytes, before they go into a file of their own.</summary>
    private const long MostInline = 1_500_000_000;

    private const string DataSuffix = ".data";

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="bundle">The model folder, usable; one of weights, not one that is an ONNX model already.</param>
    /// <param name="path">The file to write; a link is followed.</param>
    /// <param name="options">The set-up; null for the defaults.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ModelBundleException">The folder has faults; all of them are listed.</exception>
    /// <exception cref="EmotionAIException">The bundle is an ONNX model already, or the file exists or cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The precision is none.</exception>
    public static OnnxExportResult Write(ModelBundle bundle, string path, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options ??= new OnnxExportOptions();
        if (!Enum.IsDefined(options.Precision))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Precision, $"Precision must be one of {string.Join(", ", Enum.GetNames<Precision>())}.");
        }

        if (!bundle.IsUsable)
        {
            throw new ModelBundleException(bundle.Name, bundle.Problems);
        }

        var network = bundle.Network as WrittenNetwork
            ?? throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{bundle.Directory}' is {bundle.Kind}, an ONNX model already; folders with weights are exported.", bundle.Directory);
        AtomicFile.Check(path, options.Overwrite);
        OnnxExportResult? result = null;
        network.Export(options.Precision, OnnxExportMetadata.Of(bundle), model => result = Write(model, path, options));
        return result!;
    }

    private static OnnxExportResult Write(OnnxFileWriter model, string path, OnnxExportOptions options)
    {
        List<string> files = [path];
        if (model.WeightBytes > 0 && (options.ExternalData ?? model.WeightBytes > MostInline))
        {
            var data = OutputPlace.Follow(path) + DataSuffix;
            Check(data, path, options);
            var location = Path.GetFileName(data);
            AtomicFile.Write([KeyValuePair.Create<string, Action<Stream>>(data, model.WriteData), KeyValuePair.Create<string, Action<Stream>>(path, stream => model.WriteModel(stream, location))]);
            files.Add(data);
        }
        else if (model.WeightBytes > MostInline)
        {
            throw new EmotionAIException(EmotionErrorCodes.LimitExceeded, Invariant($"The weights have {model.WeightBytes} bytes; at most {MostInline} go into the ONNX file itself. Write them apart (--external-data)."), path);
        }
        else
        {
            AtomicFile.Write([KeyValuePair.Create<string, Action<Stream>>(path, model.Write)]);
        }

        return new OnnxExportResult { Files = files, Inputs = model.Inputs, Output = model.Output };
    }

    private static void Check(string data, string path, OnnxExportOptions options)
    {
        if (OutputPlace.IsStream(path))
        {
            throw new EmotionAIException(EmotionErrorCodes.InputInvalid, $"'{path}' is no file, so that nothing can lie beside it; the weights need a file of their own. Name a file.", path);
        }

        AtomicFile.Check(data, options.Overwrite);
    }
}
