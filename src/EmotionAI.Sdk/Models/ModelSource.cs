using System.Text.Json;
using EmotionAI.Bundles;
using EmotionAI.Graphs;

namespace EmotionAI.Models;

/// <summary>Gives an architecture the settings of a Hugging Face folder, and takes its problems.</summary>
/// <param name="config">The settings.</param>
/// <param name="labels">The number of outputs of the head.</param>
/// <param name="problems">Receives what is wrong.</param>
internal sealed class ModelSource(HuggingFaceConfig config, int labels, BundleProblems problems)
{
    private const string DefaultActivation = "gelu";

    /// <summary>The most tokens of a model without a table of positions, where its settings say less: transformers has no bound for them, but the work grows with the square.</summary>
    private const int OpenLength = 4_096;

    /// <summary>The most where its settings say more.</summary>
    private const int LongestLength = 65_536;

    private static readonly (string Key, string Allowed)[] Unsupported =
    [
        ("is_decoder", "false: a decoder hides later tokens from earlier ones, which is not supported; export an encoder"),
        ("add_cross_attention", "false: a decoder's attention to another model is not supported; export an encoder"),
        ("pruned_heads", "none: save the model with all its heads"),
        ("quantization_config", "none: save the model with float32, float16 or bfloat16 weights"),
    ];

    public HuggingFaceConfig Config => config;

    /// <summary>Gets the number of outputs of the head.</summary>
    public int Labels => labels;

    /// <summary>Gets a value indicating whether nothing was refused since this was made.</summary>
    public bool IsSound { get; private set; } = true;

    /// <summary>Gives the largest number of tokens of a model whose positions are relative only, for which <c>max_position_embeddings</c> is a hint.</summary>
    public static int LengthWithoutPositions(int positions) => Math.Clamp(positions, OpenLength, LongestLength);

    public void Error(string key, string found, string allowed)
    {
        problems.Error(BundleProblemCodes.ValueInvalid, config.Path, key, found, allowed);
        IsSound = false;
    }

    /// <summary>Reads a size that no default can replace safely.</summary>
    /// <returns>The size; 1 where there was a problem, which was added.</returns>
    public int Size(string key)
    {
        var size = config.Size(key);
        IsSound &= size > 0;
        return Math.Max(1, size);
    }

    /// <summary>Reads a size.</summary>
    public int Size(string key, int byDefault) => config.Find(key) is null ? byDefault : Size(key);

    /// <summary>Reads a list of sizes.</summary>
    /// <param name="most">The longest list.</param>
    public IReadOnlyList<int> Sizes(string key, IReadOnlyList<int> byDefault, int most)
    {
        if (config.Find(key) is not { } list)
        {
            return byDefault;
        }

        var sizes = new List<int>();
        if (list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= most)
        {
            sizes.AddRange(list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Number).Select(item => item.TryGetInt32(out var size) ? size : 0));
        }

        if (sizes.Count > 0 && sizes.TrueForAll(size => size > 0) && sizes.Count == list.GetArrayLength())
        {
            return sizes;
        }

        Error(key, JsonFile.Describe(list), Invariant($"a list of 1 to {most} whole numbers from 1"));
        return byDefault;
    }

    /// <summary>Reads a size that may be 0.</summary>
    public int Count(string key, int byDefault)
    {
        if (config.Find(key) is not { } value)
        {
            return byDefault;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0)
        {
            return count;
        }

        Error(key, JsonFile.Describe(value), "a whole number from 0");
        return byDefault;
    }

    /// <summary>Reads a whole number of either sign.</summary>
    public int Whole(string key, int byDefault)
    {
        if (config.Find(key) is not { } value)
        {
            return byDefault;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
        {
            return number;
        }

        Error(key, JsonFile.Describe(value), "a whole number");
        return byDefault;
    }

    /// <summary>Reads a number of either sign.</summary>
    public float Number(string key, float byDefault)
    {
        if (config.Find(key) is not { } value)
        {
            return byDefault;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number))
        {
            return number;
        }

        Error(key, JsonFile.Describe(value), "a number");
        return byDefault;
    }

    /// <summary>Reads a small positive number.</summary>
    public float Epsilon(string key, float byDefault) => config.Epsilon(key, byDefault);

    public bool Truth(string key, bool byDefault)
    {
        if (config.Find(key) is not { } value)
        {
            return byDefault;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.ValueKind == JsonValueKind.True;
        }

        Error(key, JsonFile.Describe(value), "true or false");
        return byDefault;
    }

    public string Text(string key, string byDefault) => config.Find(key) is not { } value ? byDefault : JsonFile.Text(value) ?? JsonFile.Describe(value);

    /// <summary>Reads the name of an activation function of transformers.</summary>
    public string Activation(string key, string byDefault = DefaultActivation)
    {
        var name = Text(key, byDefault);
        if (!ActivationFunction.IsKnown(name))
        {
            Error(key, $"'{name}'", string.Join(", ", ActivationFunction.Names));
        }

        return name;
    }

    /// <summary>Reads the number of attention heads, which must divide the width.</summary>
    public int Heads(string key, int size, string sizeKey = "hidden_size")
    {
        var heads = Size(key);
        if (IsSound && size % heads != 0)
        {
            Error(key, Invariant($"{heads}"), Invariant($"a divisor of {sizeKey}, {size}"));
        }

        return heads;
    }

    /// <summary>Refuses a setting that has a value other than the one that is supported.</summary>
    public void Require(string key, string value)
    {
        if (config.Text(key) is { } found && found != value)
        {
            Error(key, $"'{found}'", value);
        }
    }

    /// <summary>Refuses by name what would change the answers and is not supported; code of the model's own is told and not run.</summary>
    public void CheckPlain()
    {
        if (config.Find("auto_map") is { ValueKind: JsonValueKind.Object } code && !IsEmpty(code))
        {
            problems.Warning(BundleProblemCodes.KeyUnknown, config.Path, "auto_map", JsonFile.Describe(code), "nothing: code of a model is never run; the class of model_type is taken, as in transformers without trust_remote_code");
        }

        foreach (var (key, allowed) in Unsupported)
        {
            if (config.Find(key) is { } value && value.ValueKind != JsonValueKind.False && !IsEmpty(value))
            {
                Error(key, JsonFile.Describe(value), allowed);
            }
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };
}
