using System.Diagnostics.CodeAnalysis;

namespace EmotionAI;

/// <summary>Names the precision in which the linear layers of a network are computed.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The names that the field has for these number formats.")]
public enum Precision
{
    /// <summary>Single precision, whatever type the weights are stored in: the answers of the reference.</summary>
    Float32,

    /// <summary>Weights as bytes, made when the model is loaded: faster and smaller, with a small loss that depends on the model.</summary>
    Int8,
}
