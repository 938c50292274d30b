using System.Buffers;
using System.Text.Json;
using EmotionAI.Formats;

namespace EmotionAI.Checkpoints.HuggingFace;

/// <summary>Reads <c>model.safetensors.index.json</c> or <c>pytorch_model.bin.index.json</c>: which shard holds which tensor.</summary>
internal sealed class ShardIndex
{
    private const int EntryCost = 200;

    private static readonly SearchValues<char> Separators = SearchValues.Create("/\\:*?\"<>|");

    private readonly Dictionary<string, string> _shardOf = new(StringComparer.Ordinal);
    private readonly List<string> _shards = [];
    private readonly OpenedFile _file;

    private ShardIndex(OpenedFile file)
    {
        _file = file;
    }

    /// <summary>Gets the shard of every tensor, by normalised name.</summary>
    public IReadOnlyDictionary<string, string> ShardOf => _shardOf;

    /// <summary>Gets the shards, in the order of their first appearance.</summary>
    public IReadOnlyList<string> Shards => _shards;

    /// <summary>Reads an index; the shards it names are plain file names, but need not exist.</summary>
    /// <exception cref="EmotionAIException">It is malformed, or names a file outside its folder.</exception>
    public static ShardIndex Read(string path, EmotionLimits limits)
    {
        using var mapped = MappedFile.Open(path);
        var file = new OpenedFile(path, mapped, limits);
        if (file.Length > limits.SafeTensorsHeaderBytes)
        {
            throw file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"has {file.Length} bytes; at most {limits.SafeTensorsHeaderBytes} are allowed"));
        }

        var index = new ShardIndex(file);
        var json = JsonText.Decode(file.Slice(0, file.Length).ToArray(), path).Span;
        index.Parse(json, limits.JsonDepth);
        return index;
    }

    private void Parse(ReadOnlySpan<byte> json, int depth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth });
        try
        {
            var seen = false;
            Require(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "is not a JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("weight_map"u8))
                {
                    Require(!seen, "holds 'weight_map' twice");
                    seen = true;
                    ReadMap(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            reader.Read();
            Require(seen && _shardOf.Count > 0, "has no 'weight_map', or an empty one");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"is not valid JSON: {e.Message}", reader.TokenStartIndex, e);
        }
    }

    private void ReadMap(ref Utf8JsonReader reader)
    {
        Require(reader.Read() && reader.TokenType == JsonTokenType.StartObject, "has a 'weight_map' that is not an object");
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_shardOf.Count >= _file.Limits.Tensors)
            {
                throw _file.Fault(EmotionErrorCodes.LimitExceeded, Invariant($"names more than {_file.Limits.Tensors} tensors"));
            }

            _file.Charge(EntryCost + (4L * reader.ValueSpan.Length));
            var name = TensorNames.Normalize(reader.GetString()!);
            Require(reader.Read() && reader.TokenType == JsonTokenType.String, "has a 'weight_map' whose values are not strings");
            var shard = ReadShard(ref reader, known);
            if (!_shardOf.TryAdd(name, shard))
            {
                throw _file.Fault(EmotionErrorCodes.FormatInvalid, $"names tensor {OpenedFile.Quote(name)} twice", reader.TokenStartIndex);
            }
        }
    }

    private string ReadShard(ref Utf8JsonReader reader, HashSet<string> known)
    {
        var last = _shards.Count == 0 ? string.Empty : _shards[^1];
        if (last.Length > 0 && reader.ValueTextEquals(last))
        {
            return last;
        }

        _file.Charge(2L * reader.ValueSpan.Length);
        var shard = reader.GetString()!;
        if (known.TryGetValue(shard, out var same))
        {
            return same;
        }

        if (!IsPlainName(shard))
        {
            throw _file.Fault(EmotionErrorCodes.PathOutside, $"names shard {OpenedFile.Quote(shard)}, which leads outside its folder; only plain file names beside the index are allowed", reader.TokenStartIndex);
        }

        known.Add(shard);
        _shards.Add(shard);
        return shard;
    }

    private static bool IsPlainName(string name) =>
        name.Length > 0 && name is not ("." or "..") && !name.AsSpan().ContainsAny(Separators) && !name.Any(char.IsControl);

    private void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw _file.Fault(EmotionErrorCodes.FormatInvalid, message);
        }
    }
}
