namespace EmotionAI.Checkpoints.TorchZip;

/// <summary>Holds one inert value of a pickle: data, never an object with behaviour.</summary>
internal readonly struct PickleValue
{
    private readonly object? _object;
    private readonly long _bits;

    private PickleValue(object? value, long bits = 0)
    {
        _object = value;
        _bits = bits;
    }

    public static PickleValue None => default;

    public static PickleValue Opaque => new(PickleScalar.Opaque);

    public static PickleValue EmptyTuple => new(Array.Empty<PickleValue>());

    public PickleKind Kind => _object switch
    {
        null => PickleKind.None,
        PickleScalar scalar => scalar.Kind,
        string => PickleKind.Text,
        PickleValue[] => PickleKind.Tuple,
        PickleSequence sequence => sequence.Kind,
        TorchTensor => PickleKind.Tensor,
        TorchStorage => PickleKind.Storage,
        TorchGlobal => PickleKind.Global,
        _ => PickleKind.Bytes,
    };

    /// <summary>Gets the number of an <see cref="PickleKind.Integer"/> or <see cref="PickleKind.Boolean"/>.</summary>
    public long Integer => _bits;

    public double Float => BitConverter.Int64BitsToDouble(_bits);

    public string? Text => _object as string;

    public PickleValue[]? Tuple => _object as PickleValue[];

    public PickleSequence? Sequence => _object as PickleSequence;

    public TorchGlobal? Global => _object as TorchGlobal;

    public TorchStorage? Storage => _object as TorchStorage;

    public TorchTensor? Tensor => _object as TorchTensor;

    public static PickleValue Of(long value) => new(PickleScalar.Integer, value);

    public static PickleValue Of(double value) => new(PickleScalar.Float, BitConverter.DoubleToInt64Bits(value));

    public static PickleValue Of(bool value) => new(PickleScalar.Boolean, value ? 1 : 0);

    public static PickleValue Of(string value) => new(value);

    public static PickleValue Of(byte[] value) => new(value);

    public static PickleValue Of(PickleValue[] value) => new(value);

    public static PickleValue Of(PickleSequence value) => new(value);

    public static PickleValue Of(TorchGlobal value) => new(value);

    public static PickleValue Of(TorchStorage value) => new(value);

    public static PickleValue Of(TorchTensor value) => new(value);
}
