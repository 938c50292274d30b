using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmotionAI.Formats;
using EmotionAI.Training.Heads;

namespace EmotionAI.Training.Writing;

/// <summary>Puts a last layer into a Hugging Face folder of text models.</summary>
internal static partial class TextHead
{
    private const string Weights = "model.safetensors";
    private const string Config = "config.json";

    /// <summary>The architectures whose classifier is two layers, <c>classifier.dense</c> and <c>classifier.out_proj</c>; of the others <c>classifier</c> is the last one.</summary>
    private static readonly HashSet<string> TwoLayers = ["roberta", "xlm-roberta", "camembert", "electra", "mpnet"];

    /// <summary>Adds configuration, weights and tokenizer.</summary>
    /// <exception cref="EmotionAIException">The folder has no <c>model.safetensors</c> of its own.</exception>
    public static void Write(ModelFolderWriter writer, string encoder, TrainedHead head)
    {
        var weights = Path.Combine(encoder, Weights);
        if (!File.Exists(weights))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.FileMissing, encoder, $"there is no {Weights}", $"a folder with its weights in one {Weights} (save_pretrained of transformers writes it) is");
        }

        var config = JsonNode.Parse(ArtefactFile.ReadBytes(Path.Combine(encoder, Config)))!.AsObject();
        var last = TwoLayers.Contains((string?)config["model_type"] ?? "") ? "classifier.out_proj" : "classifier";
        var (labels, width) = (head.Labels.Count, head.Weights.Length / head.Labels.Count);
        List<SafeTensorsEntry> replaced = [SafeTensorsWriter.EntryOf($"{last}.weight", [labels, width], head.Weights), SafeTensorsWriter.EntryOf($"{last}.bias", [labels], head.Bias)];
        var file = SafeTensorsEdit.Read(File.ReadAllBytes(weights), weights);
        if (last != "classifier" && !file.Names.Contains("classifier.dense.weight") && file.Names.FirstOrDefault(name => name.EndsWith("pooler.dense.weight", StringComparison.Ordinal)) is { } pooler)
        {
            file.Rename(pooler, "classifier.dense.weight");
            file.Rename(pooler[..^"weight".Length] + "bias", "classifier.dense.bias");
        }

        writer.Add(Weights, file.With(replaced));
        writer.Add(Config, ConfigOf(config, head));
        writer.AddTokenizer(encoder);
    }

    private static byte[] ConfigOf(JsonObject config, TrainedHead head)
    {
        if (config["architectures"] is JsonArray { Count: > 0 } architectures)
        {
            config["architectures"] = new JsonArray($"{KindOfModel().Replace((string)architectures[0]!, "")}ForSequenceClassification");
        }

        config["id2label"] = new JsonObject(head.Labels.Index().Select(pair => KeyValuePair.Create<string, JsonNode?>(Invariant($"{pair.Index}"), pair.Item)));
        config["label2id"] = new JsonObject(head.Labels.Index().Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Item, pair.Index)));
        config["problem_type"] = head.ProblemType == ProblemType.MultiLabel ? "multi_label_classification" : "single_label_classification";
        config.Remove("num_labels");
        return IndentedJson.Of(config);
    }

    [GeneratedRegex("(Model|For[A-Z]\\w*)$", RegexOptions.CultureInvariant)]
    private static partial Regex KindOfModel();
}
