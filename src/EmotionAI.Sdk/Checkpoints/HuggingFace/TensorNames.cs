namespace EmotionAI.Checkpoints.HuggingFace;

/// <summary>Brings tensor names of old or wrapped checkpoints to the form transformers gives them today.</summary>
internal static class TensorNames
{
    private static readonly string[] Wrappers = ["module.", "_orig_mod."];

    /// <summary>The endings of older names, and what they are today: layer norms, and the length and direction of normalized weights.</summary>
    private static readonly (string Old, string Today)[] Endings =
    [
        ("LayerNorm.gamma", "LayerNorm.weight"),
        ("LayerNorm.beta", "LayerNorm.bias"),
        (".weight_g", ".parametrizations.weight.original0"),
        (".weight_v", ".parametrizations.weight.original1"),
    ];

    /// <summary>Drops the prefixes of DataParallel and torch.compile and renames the gamma and beta of layer norms and the parts of normalized weights.</summary>
    /// <remarks>Follows _fix_state_dict_key_on_load of transformers.</remarks>
    public static string Normalize(string name)
    {
        var start = 0;
        while (StartsWithWrapper(name.AsSpan(start), out var length))
        {
            start += length;
        }

        var rest = name.AsSpan(start);
        foreach (var (old, today) in Endings)
        {
            if (rest.EndsWith(old, StringComparison.Ordinal))
            {
                return string.Concat(rest[..^old.Length], today);
            }
        }

        return start == 0 ? name : rest.ToString();
    }

    private static bool StartsWithWrapper(ReadOnlySpan<char> name, out int length)
    {
        foreach (var wrapper in Wrappers)
        {
            if (name.StartsWith(wrapper, StringComparison.Ordinal) && name.Length > wrapper.Length)
            {
                length = wrapper.Length;
                return true;
            }
        }

        length = 0;
        return false;
    }
}
