namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Marks a <see cref="PickleValue"/> whose value is in its bits.</summary>
internal sealed class PickleScalar
{
    private PickleScalar(PickleKind kind)
    {
        Kind = kind;
    }

    public static PickleScalar Boolean { get; } = new(PickleKind.Boolean);

    public static PickleScalar Integer { get; } = new(PickleKind.Integer);

    public static PickleScalar Float { get; } = new(PickleKind.Float);

    public static PickleScalar Opaque { get; } = new(PickleKind.Opaque);

    public PickleKind Kind { get; }
}
