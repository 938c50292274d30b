namespace EmotionAI.Bundles;

/// <summary>Sets up <see cref="OnnxExport"/>.</summary>
public class OnnxExportOptions
{
    /// <summary>Gets or sets the precision of the linear layers in the file.</summary>
    /// <value>The default value is <see cref="EmotionAI.Precision.Float32"/>.</value>
    public Precision Precision { get; set; }

    /// <summary>Gets or sets whether the weights go into a file of their own, named like the model with <c>.data</c> behind it.</summary>
    /// <value>The default value is null: only where they have more than 1.5 GB, as one ONNX file cannot hold 2 GB.</value>
    public bool? ExternalData { get; set; }

    /// <summary>Gets or sets whether files that are there may be replaced.</summary>
    /// <value>The default value is false.</value>
    public bool Overwrite { get; set; }
}
