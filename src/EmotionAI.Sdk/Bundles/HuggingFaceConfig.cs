using System.Text.Json;

namespace EmotionAI.Bundles;

/// <summary>Reads single settings of <c>config.json</c> or <c>preprocessor_config.json</c> and adds a problem for each one that is missing or wrong.</summary>
internal sealed class HuggingFaceConfig(JsonElement root, string path, BundleProblems problems)
{
    public const string FileName = "config.json";

    public JsonElement Root => root;

    public string Path => path;

    /// <summary>Reads a file.</summary>
    /// <param name="name">The name of the file.</param>
    /// <returns>The settings; null where the file is missing or no JSON object, and a problem was added.</returns>
    public static HuggingFaceConfig? Read(string directory, EmotionLimits limits, BundleProblems problems, string name = FileName)
    {
        var path = System.IO.Path.Combine(directory, name);
        try
        {
            var root = JsonFile.Read(path, limits, keys => keys is ["id2label", ..]);
            if (root.ValueKind == JsonValueKind.Object)
            {
                return new HuggingFaceConfig(root, path, problems);
            }

            problems.Error(BundleProblemCodes.ValueInvalid, path, "", JsonFile.Describe(root), "an object");
        }
        catch (EmotionAIException e)
        {
            problems.Error(e, path);
        }

        return null;
    }

    /// <summary>Finds a value; null where the key is absent or null.</summary>
    public JsonElement? Find(string key) => root.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string key) => root.TryGetProperty(key, out var value) ? JsonFile.Text(value) : null;

    /// <summary>Reads a size that no default can replace safely.</summary>
    /// <returns>The size, 1 or more; 0 where there was a problem, which was added.</returns>
    public int Size(string key)
    {
        if (!root.TryGetProperty(key, out var value))
        {
            problems.Error(BundleProblemCodes.KeyMissing, path, key, "nothing", "a whole number from 1");
            return 0;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var size) && size > 0)
        {
            return size;
        }

        problems.Error(BundleProblemCodes.ValueInvalid, path, key, JsonFile.Describe(value), "a whole number from 1");
        return 0;
    }

    public int? OptionalSize(string key) => root.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? Size(key) : null;

    /// <summary>Reads a small positive number.</summary>
    public float Epsilon(string key, float byDefault)
    {
        if (!root.TryGetProperty(key, out var value))
        {
            return byDefault;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var epsilon) && epsilon > 0 && epsilon < 1)
        {
            return epsilon;
        }

        problems.Error(BundleProblemCodes.ValueInvalid, path, key, JsonFile.Describe(value), "a number between 0 and 1");
        return byDefault;
    }
}
