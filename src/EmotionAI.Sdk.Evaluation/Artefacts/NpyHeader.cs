using EmotionAI.Formats;

namespace EmotionAI.Evaluation.Artefacts;

/// <summary>Describes the data of a NumPy file.</summary>
/// <param name="ElementType">The kind of element.</param>
/// <param name="ElementSize">The size of an element, in bytes.</param>
/// <param name="IsBigEndian">Whether the most significant byte comes first.</param>
/// <param name="IsFortranOrder">Whether the first index runs fastest.</param>
/// <param name="Shape">The length of each dimension.</param>
/// <param name="Count">The number of elements.</param>
internal sealed record NpyHeader(NpyElementType ElementType, int ElementSize, bool IsBigEndian, bool IsFortranOrder, int[] Shape, int Count)
{
    /// <summary>The largest number of dimensions.</summary>
    public const int LargestRank = 4;

    /// <summary>Gets the size of the data, in bytes.</summary>
    public long ByteCount => (long)Count * ElementSize;

    /// <summary>Checks what a header says before anything is allocated.</summary>
    /// <exception cref="EmotionAIException">The element type is not read, or the shape is too large.</exception>
    public static NpyHeader Create(string descr, bool isFortranOrder, IReadOnlyList<long> shape, string path)
    {
        var (type, size, isBigEndian) = ParseElement(descr, path);
        if (shape.Count > LargestRank)
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, path, $"{shape.Count} dimensions", $"{LargestRank} are");
        }

        Int128 count = 1;
        foreach (var length in shape)
        {
            count *= length;
            if (length > Array.MaxLength || count * size > Array.MaxLength)
            {
                throw ArtefactFile.Fault(EmotionErrorCodes.LimitExceeded, path, $"the shape ({string.Join(", ", shape.Select(length => Invariant($"{length}")))})", Invariant($"{Array.MaxLength} bytes of data are"));
            }
        }

        return new NpyHeader(type, size, isBigEndian, isFortranOrder, [.. shape.Select(length => (int)length)], (int)count);
    }

    private static (NpyElementType Type, int Size, bool IsBigEndian) ParseElement(string descr, string path)
    {
        const string allowed = "b1, i1 to i8, u1 to u8 and f2 to f8 after '<', '>' or '|' are";
        if (descr.Contains('O', StringComparison.Ordinal))
        {
            throw ArtefactFile.Fault(EmotionErrorCodes.CodeRefused, path, $"the element type '{descr}', pickled objects", allowed);
        }

        var size = descr.Length == 3 ? descr[2] - '0' : 0;
        NpyElementType? type = (descr.Length == 3 ? descr[1] : ' ') switch
        {
            'b' when size == 1 => NpyElementType.Boolean,
            'i' when size is 1 or 2 or 4 or 8 => NpyElementType.SignedInteger,
            'u' when size is 1 or 2 or 4 or 8 => NpyElementType.UnsignedInteger,
            'f' when size is 2 or 4 or 8 => NpyElementType.FloatingPoint,
            _ => null,
        };
        var isOrdered = type is not null && (descr[0] is '<' or '>' || (descr[0] == '|' && size == 1));
        return isOrdered ? (type!.Value, size, descr[0] == '>') : throw ArtefactFile.Fault(EmotionErrorCodes.FormatUnsupported, path, $"the element type '{descr}'", allowed);
    }
}
