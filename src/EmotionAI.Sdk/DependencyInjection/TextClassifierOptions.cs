using EmotionAI.Text;

namespace EmotionAI.DependencyInjection;

/// <summary>Sets up a text classifier that a container serves under a key.</summary>
public sealed class TextClassifierOptions : TextEmotionOptions
{
    /// <summary>Gets or sets the model folder; one that is not set, missing or broken is an error.</summary>
    public string? ModelDirectory { get; set; }
}
