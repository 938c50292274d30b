namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Holds a list of a pickle, or a dictionary as a list of keys and values in turn: nothing is hashed, so nothing collides.</summary>
internal sealed class PickleSequence(PickleKind kind)
{
    private const int FirstCapacity = 4;
    private const int ValueBytes = 16;

    /// <summary>The bytes that a new, empty sequence takes.</summary>
    public const int Cost = 40;

    private PickleValue[] _values = [];
    private int _count;

    /// <summary>Gets <see cref="PickleKind.List"/> or <see cref="PickleKind.Dictionary"/>.</summary>
    public PickleKind Kind { get; } = kind;

    /// <summary>Gets the elements; of a dictionary, keys and values in turn.</summary>
    public ReadOnlySpan<PickleValue> Values => _values.AsSpan(0, _count);

    public void Append(ReadOnlySpan<PickleValue> values, OpenedFile file)
    {
        var needed = _count + values.Length;
        if (needed > _values.Length)
        {
            var capacity = Math.Max(needed, _count == 0 ? FirstCapacity : 2 * _values.Length);
            file.Charge((ValueBytes * (long)capacity) + Cost);
            Array.Resize(ref _values, capacity);
        }

        values.CopyTo(_values.AsSpan(_count));
        _count = needed;
    }
}
