namespace EmotionAI.Bundles;

/// <summary>Finds the models that the packages EmotionAI.Sdk.Models.* put next to the application.</summary>
internal sealed class DefaultModels
{
    private const string FolderName = "emotionai-models";

    private readonly string _folder;

    private DefaultModels(string folder, string package)
    {
        _folder = folder;
        Package = package;
    }

    public static DefaultModels Text { get; } = new("text/model", "EmotionAI.Sdk.Models.Text");

    public static DefaultModels Audio { get; } = new("audio/checkpoint", "EmotionAI.Sdk.Models.Speech");

    /// <summary>Gets the name of the package.</summary>
    public string Package { get; }

    /// <summary>Finds the folder of the model.</summary>
    /// <returns>The folder; null where the package is not referenced.</returns>
    public string? Find()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, FolderName, _folder);
        return Directory.Exists(folder) ? folder : null;
    }

    /// <summary>Finds the folder of the model.</summary>
    /// <exception cref="EmotionAIException">The package is not referenced.</exception>
    public string Require() => Find() ?? throw new EmotionAIException(
        EmotionErrorCodes.ModelNotFound,
        $"There is no model in '{Path.Combine(FolderName, _folder)}' next to the application. Add the default one with 'dotnet add package {Package}', or name a model folder.");
}
