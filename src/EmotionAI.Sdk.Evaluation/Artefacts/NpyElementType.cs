namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Names the element types of NumPy files that are read.</summary>
internal enum NpyElementType
{
    /// <summary>One byte: 0 is false, anything else true (<c>b1</c>).</summary>
    Boolean,

    /// <summary>A signed integer of 1, 2, 4 or 8 bytes (<c>i1</c> to <c>i8</c>).</summary>
    SignedInteger,

    /// <summary>An unsigned integer of 1, 2, 4 or 8 bytes (<c>u1</c> to <c>u8</c>).</summary>
    UnsignedInteger,

    /// <summary>An IEEE 754 number of 2, 4 or 8 bytes (<c>f2</c> to <c>f8</c>).</summary>
    FloatingPoint,
}
