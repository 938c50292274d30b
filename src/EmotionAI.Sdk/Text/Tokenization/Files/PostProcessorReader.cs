using System.Text.Json;
using EmotionAI.Bundles;

namespace EmotionAI.Text.Tokenization.Files;

/// <summary>Reads the <c>post_processor</c> of a <c>tokenizer.json</c>: the tokens around a text, and whether blanks are left out of offsets.</summary>
/// <param name="definition">Receives both.</param>
internal sealed class PostProcessorReader(TokenizerDefinition definition)
{
    private const string Allowed = "TemplateProcessing, BertProcessing, RobertaProcessing, ByteLevel or a Sequence of these";
    private const int LongestTemplate = 64;

    /// <summary>Reads a component.</summary>
    /// <exception cref="EmotionAIException">It is of an unsupported kind, or a value in it is.</exception>
    public void Read(JsonPart part)
    {
        switch (part.Type)
        {
            case "Sequence":
                part.Parts("processors").ForEach(Read);
                break;
            case "BertProcessing":
                Surround([ReadPair(part, "cls")], [ReadPair(part, "sep")]);
                break;
            case "RobertaProcessing":
                ReadTrim(part);
                Surround([ReadPair(part, "cls")], [ReadPair(part, "sep")]);
                break;
            case "TemplateProcessing":
                ReadTemplate(part);
                break;
            case "ByteLevel":
                ReadTrim(part);
                break;
            default:
                throw part.UnsupportedType(Allowed);
        }
    }

    /// <summary>Puts tokens around what is there already.</summary>
    private void Surround(List<(string? Token, int Id)> before, List<(string? Token, int Id)> after)
    {
        var template = definition.Template;
        definition.Template = new TokenTemplate([.. before.Select(token => token.Id), .. template.Before], [.. template.After, .. after.Select(token => token.Id)]);
        definition.Roles = definition.Roles with
        {
            Classifier = before.FirstOrDefault().Token ?? definition.Roles.Classifier,
            Separator = after.LastOrDefault().Token ?? definition.Roles.Separator,
        };
    }

    private void ReadTrim(JsonPart part) => definition.Trim = part.Flag("trim_offsets", absent: true) ? new OffsetTrim(part.Flag("add_prefix_space", absent: true)) : null;

    private void ReadTemplate(JsonPart part)
    {
        if (!part.Value.TryGetProperty("single", out var single) || single.ValueKind != JsonValueKind.Array || single.GetArrayLength() > LongestTemplate)
        {
            throw part.Unsupported("single", Invariant($"a list of at most {LongestTemplate} items"));
        }

        var (before, after) = (new List<(string? Token, int Id)>(), new List<(string? Token, int Id)>());
        var texts = 0;
        foreach (var item in single.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("Sequence", out _))
            {
                texts++;
            }
            else if (item.ValueKind == JsonValueKind.Object && item.TryGetProperty("SpecialToken", out var place) && place.ValueKind == JsonValueKind.Object && place.TryGetProperty("id", out var name) && JsonFile.Text(name) is { } token)
            {
                (texts == 0 ? before : after).AddRange(ReadPlaced(part, token));
            }
            else
            {
                throw Refusal.Of(part.Path, $"{part.Key}.single", JsonFile.Describe(item), "a SpecialToken with id, or a Sequence");
            }
        }

        if (texts != 1)
        {
            throw Refusal.Of(part.Path, $"{part.Key}.single", Invariant($"{texts} places for the text"), "one, with special tokens before and after it");
        }

        Surround(before, after);
    }

    /// <summary>Reads a token of BertProcessing: a pair of token and id.</summary>
    private (string? Token, int Id) ReadPair(JsonPart part, string key)
    {
        if (part.Value.TryGetProperty(key, out var pair) && pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && JsonFile.Text(pair[0]) is { Length: > 0 } token)
        {
            return (token, CheckedId(part, key, token, pair[1]));
        }

        throw part.Unsupported(key, "a token and its id");
    }

    /// <summary>Reads a token of a template, whose ids are beside it in <c>special_tokens</c>.</summary>
    private IEnumerable<(string? Token, int Id)> ReadPlaced(JsonPart part, string name)
    {
        var key = $"special_tokens[\"{name}\"]";
        if (!part.Value.TryGetProperty("special_tokens", out var all) || all.ValueKind != JsonValueKind.Object || !all.TryGetProperty(name, out var token))
        {
            return definition.IdOf(name) is { } id ? [(name, id)] : throw Refusal.Of(part.Path, $"{part.Key}.{key}", null, "an object with ids");
        }

        if (token.ValueKind != JsonValueKind.Object || !token.TryGetProperty("ids", out var ids) || ids.ValueKind != JsonValueKind.Array || ids.GetArrayLength() is < 1 or > LongestTemplate)
        {
            throw Refusal.Of(part.Path, $"{part.Key}.{key}", JsonFile.Describe(token), "an object with ids");
        }

        return ids.GetArrayLength() == 1
            ? [(name, CheckedId(part, key, name, ids[0]))]
            : [.. ids.EnumerateArray().Select(id => ((string?)null, CheckedId(part, key, "", id)))];
    }

    private int CheckedId(JsonPart part, string key, string token, JsonElement id)
    {
        var own = definition.IdOf(token);
        if (id.ValueKind != JsonValueKind.Number || !id.TryGetInt32(out var value) || value is < 0 or >= TokenizerJson.LargestId)
        {
            throw Refusal.Of(part.Path, $"{part.Key}.{key}", JsonFile.Describe(id), "an id of the vocabulary");
        }

        return own is null || own == value ? value : throw Refusal.Of(part.Path, $"{part.Key}.{key}", Invariant($"the id {value}"), Invariant($"{own}, the id of '{token}' in the vocabulary"));
    }
}
