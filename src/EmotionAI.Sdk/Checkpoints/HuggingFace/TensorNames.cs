namespace EmotionAI.Checkpoints.HuggingFace;

/// <summary>Brings the names of old and wrapped checkpoints to those that the current transformers writes.</summary>
internal static class TensorNames
{
    private static readonly string[] WrapperPrefixes = ["module.", "_orig_mod."];

    public static string Normalize(string name)
    {
        foreach (var prefix in WrapperPrefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                name = name[prefix.Length..];
            }
        }

        if (name.EndsWith("LayerNorm.gamma", StringComparison.Ordinal))
        {
            return $"{name[..^"gamma".Length]}weight";
        }

        return name.EndsWith("LayerNorm.beta", StringComparison.Ordinal) ? $"{name[..^"beta".Length]}bias" : name;
    }
}
