namespace EmotionAI.Models;

/// <summary>An encoder whose settings say how often layers are written.</summary>
internal interface ILayeredNetwork : INetwork
{
    /// <summary>Gets how often layers are written: a checkpoint with fewer tensors is refused before any of it is.</summary>
    IEnumerable<LayerCount> Layers { get; }
}
