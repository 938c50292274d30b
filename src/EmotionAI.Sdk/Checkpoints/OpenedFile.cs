using System.Text;

namespace EmotionAI.Checkpoints;

/// <summary>Joins a mapped file with the path the user knows it by, the limits, and a budget that holds memory to what the bytes present justify.</summary>
internal sealed class OpenedFile
{
    private const long BaseBudget = 32 << 10;
    private const int BudgetPerByte = 7;
    private const int TensorCost = 240;
    private const int QuotedCharacters = 160;

    private long _budget;

    public OpenedFile(string path, MappedFile mapped, EmotionLimits limits)
    {
        Path = path;
        Mapped = mapped;
        Limits = limits;
        _budget = BaseBudget + (BudgetPerByte * mapped.Length);
    }

    /// <summary>Gets the path as the caller gave it: a link of the Hugging Face cache keeps its readable name.</summary>
    public string Path { get; }

    public MappedFile Mapped { get; }

    public EmotionLimits Limits { get; }

    public long Length => Mapped.Length;

    /// <summary>Maps a file and hands it over to a dictionary.</summary>
    public static OpenedFile Open(string path, EmotionLimits limits, StateDictionary into)
    {
        var mapped = MappedFile.Open(path);
        into.Own(mapped);
        return new OpenedFile(path, mapped, limits);
    }

    /// <summary>Puts text from a file into a message: cut, without control characters.</summary>
    public static string Quote(string text)
    {
        var cut = text.Length > QuotedCharacters ? text[..QuotedCharacters] : text;
        var quoted = new StringBuilder(cut.Length + 5).Append('\'');
        foreach (var character in cut)
        {
            quoted.Append(char.IsControl(character) || char.IsSurrogate(character) ? '?' : character);
        }

        return quoted.Append(cut.Length < text.Length ? "…'" : "'").ToString();
    }

    public ReadOnlySpan<byte> Slice(long offset, long length) => Mapped.Slice(offset, length);

    /// <summary>Gets the first bytes, at most <paramref name="length"/> of them.</summary>
    public ReadOnlySpan<byte> Head(int length) => Mapped.Slice(0, Math.Min(length, Length));

    /// <summary>Announces an allocation before it is made.</summary>
    /// <exception cref="EmotionAIException">The file asks for more memory than its size justifies.</exception>
    public void Charge(long bytes)
    {
        if (bytes > _budget)
        {
            throw Fault(EmotionErrorCodes.LimitExceeded, $"asks for more memory than its {Length} bytes justify ({BudgetPerByte} times its size and {BaseBudget} bytes are allowed)");
        }

        _budget -= bytes;
    }

    /// <summary>Adds a tensor, within the limits and under a name that is not taken.</summary>
    public void Add(StateDictionary into, CheckpointTensor tensor)
    {
        if (into.Count >= Limits.Tensors)
        {
            throw Fault(EmotionErrorCodes.LimitExceeded, Invariant($"holds more than {Limits.Tensors} tensors"));
        }

        Charge(TensorCost + (2L * tensor.Name.Length) + (8L * tensor.Shape.Length));
        if (!into.TryAdd(tensor))
        {
            throw Fault(EmotionErrorCodes.FormatInvalid, $"holds tensor {Quote(tensor.Name)} twice, or a shard before it does; every name may occur once");
        }
    }

    /// <summary>Makes the exception that says what is wrong with this file.</summary>
    public EmotionAIException Fault(string code, string message, long? offset = null, Exception? cause = null) =>
        new(code, $"'{Path}' {message}.", Path, offset, cause);
}
