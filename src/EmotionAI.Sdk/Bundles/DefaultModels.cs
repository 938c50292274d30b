namespace EmotionAI.Bundles;

/// <summary>Finds the models that the packages EmotionAI.Sdk.Models.* put next to the application.</summary>
/// <param name="modality">What the models are for.</param>
/// <param name="packages">The packages; the first is the one that messages name where none is there.</param>
internal sealed class DefaultModels(ModelModality modality, params DefaultModelPackage[] packages)
{
    private const string FolderName = "emotionai-models";

    public static DefaultModels Text { get; } = new(ModelModality.Text, new DefaultModelPackage("text", "text/model", "EmotionAI.Sdk.Models.Text"));

    public static DefaultModels Audio { get; } = new(
        ModelModality.Audio,
        new DefaultModelPackage("audio", "audio/checkpoint", "EmotionAI.Sdk.Models.Speech"),
        new DefaultModelPackage("audio-open", "audio-open/checkpoint", "EmotionAI.Sdk.Models.Speech.Open"));

    /// <summary>Gets the name of the package that is proposed where there is none.</summary>
    public string Package => packages[0].Package;

    /// <summary>Finds the models of a kind of input.</summary>
    public static DefaultModels Of(ModelModality modality) => modality == ModelModality.Text ? Text : Audio;

    /// <summary>Finds the folder of the model.</summary>
    /// <param name="name">The model that is asked for; null for the one that is there.</param>
    /// <param name="directory">The folder of the application; null for that of this one.</param>
    /// <returns>The folder; null where no package is referenced.</returns>
    /// <exception cref="EmotionAIException">The model that is asked for is not there, or none is asked for and there are two.</exception>
    public string? Find(string? name = null, string? directory = null)
    {
        var folder = Path.Combine(directory ?? AppContext.BaseDirectory, FolderName);
        DefaultModelPackage[] found = [.. packages.Where(package => Directory.Exists(Path.Combine(folder, package.Folder)))];
        if (name is null)
        {
            return found.Length > 1 ? throw Ambiguous(found) : found.Length == 1 ? Path.Combine(folder, found[0].Folder) : null;
        }

        var asked = packages.FirstOrDefault(package => package.Name == name)
            ?? throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The default {ModelResolver.NameOf(modality)} model is '{name}'; allowed: {List(packages)}.");
        return found.Contains(asked) ? Path.Combine(folder, asked.Folder) : throw new EmotionAIException(
            EmotionErrorCodes.ModelNotFound,
            $"The default {ModelResolver.NameOf(modality)} model is '{name}', and there is no '{Path.Combine(FolderName, asked.Folder)}' next to the application. Add it with 'dotnet add package {asked.Package}'.");
    }

    /// <summary>Finds the folder of the model.</summary>
    /// <param name="name">The model that is asked for; null for the one that is there.</param>
    /// <exception cref="EmotionAIException">No package is referenced, the model that is asked for is not there, or none is asked for and there are two.</exception>
    public string Require(string? name = null) => Find(name) ?? throw new EmotionAIException(
        EmotionErrorCodes.ModelNotFound,
        $"There is no model in '{Path.Combine(FolderName, packages[0].Folder)}' next to the application. Add the default one with 'dotnet add package {Package}', or name a model folder.");

    private EmotionAIException Ambiguous(DefaultModelPackage[] found) => new(
        EmotionErrorCodes.SettingInvalid,
        $"There are {found.Length} default {ModelResolver.NameOf(modality)} models next to the application: {List(found)}. Choose one with the option DefaultModel, name a model folder, or remove a package.");

    private static string List(DefaultModelPackage[] listed) => string.Join(" and ", listed.Select(package => $"'{package.Name}' of {package.Package}"));
}
