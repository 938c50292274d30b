using System.Diagnostics.CodeAnalysis;
using EmotionAI.Bundles;
using EmotionAI.DependencyInjection;

namespace EmotionAI.Server.Cli;

/// <summary>Is a model folder with the name by which it is asked for.</summary>
/// <param name="Name">The name.</param>
/// <param name="Directory">The folder.</param>
internal sealed record NamedModel(string Name, string Directory)
{
    private const string Text = "text";
    private const string Audio = "audio";

    /// <summary>Reads <c>NAME=DIR</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out NamedModel? model)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        model = at > 0 && at < text.Length - 1 ? new NamedModel(text[..at], text[(at + 1)..]) : null;
        return model is not null;
    }

    /// <summary>Adds the model to what is served, as what its folder says it is.</summary>
    /// <param name="options">The options of the container.</param>
    /// <param name="threads">Threads of one run; null for one for each core.</param>
    /// <exception cref="EmotionAIException">The folder cannot be used, the name is taken, or it is that of the other kind.</exception>
    public void AddTo(EmotionAIOptions options, int? threads)
    {
        using var bundle = ModelBundle.Load(Directory, origin: $"--model {Name}=");
        var isText = bundle.Modality == ModelModality.Text;
        if (Name == (isText ? Audio : Text))
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"--model {Name}: '{Directory}' is a model for {(isText ? Text : Audio)}; name it otherwise.", Directory);
        }

        if (Name == Text)
        {
            options.TextModelDirectory = Directory;
        }
        else if (Name == Audio)
        {
            options.AudioModelDirectory = Directory;
        }
        else if (options.TextClassifiers.ContainsKey(Name) || options.AudioClassifiers.ContainsKey(Name))
        {
            throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"--model gives the name '{Name}' twice.");
        }
        else if (isText)
        {
            options.TextClassifiers[Name] = new TextClassifierOptions { ModelDirectory = Directory, Threads = threads };
        }
        else
        {
            options.AudioClassifiers[Name] = new AudioClassifierOptions { ModelDirectory = Directory, Threads = threads };
        }
    }
}
