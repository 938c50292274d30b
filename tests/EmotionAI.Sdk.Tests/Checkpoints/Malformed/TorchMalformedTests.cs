using EmotionAI.Checkpoints.TorchZip;

namespace EmotionAI.Tests.Checkpoints.Malformed;

public class TorchMalformedTests
{
    private static readonly byte[] Storage = TorchBuilder.Bytes(1f, 2f, 3f, 4f);

    public static TheoryData<string, byte[]> Pickles => new()
    {
        { "builtins.print", new PickleBuilder().Global("__builtin__", "print").Op('.').ToArray() },
        { "posix.system", new PickleBuilder().Global("posix", "system").Text("echo").Raw(0x85).Op('R').Op('.').ToArray() },
        { "os.system", new PickleBuilder().Text("os").Text("system").Raw(0x93).Op('.').ToArray() },
        { "nt.system", new PickleBuilder().Op('(').Op('i').Raw("nt\nsystem\n"u8.ToArray()).Op('.').ToArray() },
        { "torch.load", new PickleBuilder().Global("torch", "load").Op('.').ToArray() },
        { "torch.QInt8Storage", new PickleBuilder().Storage("QInt8Storage", "0", 4).Op('.').ToArray() },
        { "opcode 0x82", new PickleBuilder().Raw(0x82, 1).Op('.').ToArray() },
        { "opcode 0x50", new PickleBuilder().Op('P').Raw("x\n"u8.ToArray()).Op('.').ToArray() },
        { "holds a None", new PickleBuilder().Op('N').Op('.').ToArray() },
        { "takes more", new PickleBuilder().Op('.').ToArray() },
        { "leaves values", new PickleBuilder().Op('}').Op('}').Op('.').ToArray() },
        { "leaves values", new PickleBuilder().Op('(').Op('}').Op('.').ToArray() },
        { "ends before its STOP", new PickleBuilder().Op('}').ToArray() },
        { "after the end of its pickle", new PickleBuilder().Op('}').Op('.').Op('.').ToArray() },
        { "recalls value", new PickleBuilder().Op('h').Raw(0).Op('.').ToArray() },
        { "as number 100000", new PickleBuilder().Op('}').Op('r').Raw(0xA0, 0x86, 1, 0).Op('.').ToArray() },
        { "fills a Tuple", new PickleBuilder().Op(')').Text("a").Int(1).Op('s').Op('.').ToArray() },
        { "fills a Dictionary", new PickleBuilder().Op('}').Int(1).Op('a').Op('.').ToArray() },
        { "no value", new PickleBuilder().Op('}').Op('(').Int(1).Op('u').Op('.').ToArray() },
        { "sets the state", new PickleBuilder().Op(')').Op('}').Op('b').Op('.').ToArray() },
        { "needs a mark", new PickleBuilder().Op('t').Op('.').ToArray() },
        { "protocol 6", new PickleBuilder(withProtocol: false).Raw(0x80, 6).Op('}').Op('.').ToArray() },
        { "where 1 are left", new PickleBuilder().Op('X').Raw(255, 255, 255, 255).Op('.').ToArray() },
        { "calls a None", new PickleBuilder().Op('N').Op(')').Op('R').Op('.').ToArray() },
        { "persistent id", new PickleBuilder().Text("storage").Op('Q').Op('.').ToArray() },
        { "persistent id", new PickleBuilder().Op('(').Text("module").Global("torch", "FloatStorage").Text("0").Text("cpu").Int(4).Op('t').Op('Q').Op('.').ToArray() },
        { "more than the file can hold", State(b => b.Tensor("FloatStorage", "0", 1L << 40, 0, [4], [1])) },
        { "more than the file can hold", State(b => b.Tensor("FloatStorage", "0", -1, 0, [4], [1])) },
        { "16 bytes where its pickle announces 20", State(b => b.Tensor("FloatStorage", "0", 5, 0, [4], [1])) },
        { "16 bytes where its pickle announces 32", State(b => b.Tensor("DoubleStorage", "0", 4, 0, [4], [1])) },
        { "lacks storage '1'", State(b => b.Tensor("FloatStorage", "1", 4, 0, [4], [1])) },
        { "lacks storage '../0'", State(b => b.Tensor("FloatStorage", "../0", 4, 0, [4], [1])) },
        { "outside its storage", State(b => b.Tensor("FloatStorage", "0", 4, 1, [4], [1])) },
        { "outside its storage", State(b => b.Tensor("FloatStorage", "0", 4, 0, [2], [4])) },
        { "outside its storage", State(b => b.Tensor("FloatStorage", "0", 4, 5, [0], [1])) },
        { "outside its storage", State(b => b.Tensor("FloatStorage", "0", 4, long.MaxValue, [1], [1])) },
        { "outside its storage", State(b => b.Tensor("FloatStorage", "0", 4, 0, [long.MaxValue, long.MaxValue], [long.MaxValue, long.MaxValue])) },
        { "whole numbers", State(b => b.Tensor("FloatStorage", "0", 4, 0, [-1], [1])) },
        { "whole numbers", State(b => b.Tensor("FloatStorage", "0", 4, 3, [4], [-1])) },
        { "not made of a storage", State(b => b.Tensor("FloatStorage", "0", 4, -1, [1], [1])) },
        { "2 dimensions with 1 strides", State(b => b.Tensor("FloatStorage", "0", 4, 0, [1, 1], [1])) },
        { "9 dimensions", State(b => b.Tensor("FloatStorage", "0", 4, 0, [1, 1, 1, 1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1, 1, 1])) },
        { "more memory", State(b => b.Tensor("FloatStorage", "0", 4, 0, [1_000_000], [0])) },
        { "more memory", State(b => b.Tensor("FloatStorage", "0", 4, 0, [400_000_000], [0])) },
        { "at most", State(b => b.Tensor("FloatStorage", "0", 4, 0, [1L << 40], [0])) },
        { "two ways", State(b => b.Tensor("FloatStorage", "0", 4, 0, [4], [1]).Text("y").Tensor("IntStorage", "0", 4, 0, [4], [1])) },
        { "'x' twice", State(b => b.Tensor("FloatStorage", "0", 4, 0, [4], [1]).Text("x").Tensor("FloatStorage", "0", 4, 0, [4], [1])) },
        { "nested deeper", Nested() },
        { "more memory", Containers() },
    };

    public static TheoryData<string, byte[]> Archives
    {
        get
        {
            var pickle = State(b => b.Tensor("FloatStorage", "0", 4, 0, [4], [1]));
            ZipBuilder Start(ZipBuilder builder) => builder.Add("m/data.pkl", pickle);
            var good = Start(new ZipBuilder()).Add("m/data/0", Storage);
            var build = good.Build();
            return new TheoryData<string, byte[]>
            {
                { "CRC-32", Start(new ZipBuilder { ChecksumFlip = 1 }).Add("m/data/0", Storage).Build() },
                { "CRC-32", DamageLastStorage(pickle) },
                { "two members named", Start(Start(new ZipBuilder())).Add("m/data/0", Storage).Build() },
                { "encrypted", Start(new ZipBuilder { Flags = 0x0809 }).Add("m/data/0", Storage).Build() },
                { "unknown flags", Start(new ZipBuilder { Flags = 0x0828 }).Add("m/data/0", Storage).Build() },
                { "compressed (method 8)", Start(new ZipBuilder { Method = 8 }).Add("m/data/0", Storage).Build() },
                { "version 6.4", Start(new ZipBuilder { Version = 64 }).Add("m/data/0", Storage).Build() },
                { "differs from the central directory", Start(new ZipBuilder { LocalName = "m/data.pkx"u8.ToArray() }).Add("m/data/0", Storage).Build() },
                { "overlap", Overlapping(pickle) },
                { "differs from the central directory", Shifted(pickle) },
                { "cannot be", Start(new ZipBuilder { SizeShift = int.MaxValue - 1000 }).Add("m/data/0", Storage).Build() },
                { "cannot be", Start(new ZipBuilder { Extra = [1, 0, 9, 0] }).Add("m/data/0", Storage).Build() },
                { "not below the folder", Start(new ZipBuilder()).Add("n/data/0", Storage).Build() },
                { "not below the folder", Start(new ZipBuilder()).Add("data.pkl", Storage).Build() },
                { "backslashes", Start(new ZipBuilder()).Add("m/da\\ta/0", Storage).Build() },
                { "absolute", Start(new ZipBuilder()).Add("/m/data/0", Storage).Build() },
                { "without a data.pkl", new ZipBuilder().Add("m/data/0", Storage).Build() },
                { "TorchScript", Start(new ZipBuilder()).Add("m/data/0", Storage).Add("m/constants.pkl", []).Build() },
                { "big-endian", Start(new ZipBuilder()).Add("m/data/0", Storage).Add("m/byteorder", "big"u8.ToArray()).Build() },
                { "comment", Start(new ZipBuilder { Comment = "hello" }).Add("m/data/0", Storage).Build() },
                { "after the zip end record", [.. build, 0] },
                { "no zip end record", build[..^1] },
                { "zip64", Zip64Disagreeing(build) },
                { "volumes", WithByte(build, build.Length - 18, 1) },
                { "longer than its members", WithBytes(build, (build.Length - 14, 1), (build.Length - 12, 1), (build.Length - 22 - 20 - 56 + 24, 1), (build.Length - 22 - 20 - 56 + 32, 1)) },
            };
        }
    }

    [Theory]
    [MemberData(nameof(Pickles), DisableDiscoveryEnumeration = true)]
    public void Open_BrokenPickle_IsRefused(string mention, byte[] pickle)
    {
        using var folder = new TempFolder();
        var error = Opening.Refuse(TorchFile.Open, folder.Write("model.bin", TorchBuilder.Zip(pickle, Storage)));

        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
        Assert.Contains("model.bin", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Archives), DisableDiscoveryEnumeration = true)]
    public void Open_BrokenArchive_IsRefused(string mention, byte[] archive)
    {
        using var folder = new TempFolder();
        var error = Opening.Refuse(TorchFile.Open, folder.Write("model.bin", archive));

        Assert.Contains(mention, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Limits_AreExact()
    {
        using var folder = new TempFolder();
        var path = folder.Write("model.bin", TorchBuilder.Small(isLegacy: false));
        var pickleBytes = new PickleBuilder().BeginState().Text("w").Tensor("FloatStorage", "0", 6, 0, [2, 3], [3, 1]).Text("b").Tensor("FloatStorage", "1", 2, 0, [2], [1]).EndState().Length;

        using var tensors = Opening.Open(TorchFile.Open, path, new EmotionLimits { Tensors = 2, TensorRank = 2, ZipEntries = 5, PickleBytes = pickleBytes, PickleStringBytes = 18 });

        EmotionLimits[] tight = [new() { Tensors = 1 }, new() { TensorRank = 1 }, new() { ZipEntries = 4 }, new() { PickleBytes = pickleBytes - 1 }, new() { PickleStringBytes = 17 }, new() { PickleOpcodes = 30 }, new() { PickleStack = 4 }];
        Assert.All(tight, limits => Assert.Equal(EmotionErrorCodes.LimitExceeded, Opening.Refuse(TorchFile.Open, path, limits).Code));
    }

    private static byte[] State(Func<PickleBuilder, PickleBuilder> value) => value(new PickleBuilder().BeginState().Text("x")).EndState();

    private static byte[] Nested()
    {
        var pickle = new PickleBuilder().Op('}');
        for (var i = 0; i < 40; i++)
        {
            pickle.Text("k").Op('}');
        }

        for (var i = 0; i < 40; i++)
        {
            pickle.Op('s');
        }

        return pickle.Op('.').ToArray();
    }

    /// <summary>A million containers of one byte each.</summary>
    private static byte[] Containers()
    {
        var pickle = new PickleBuilder();
        for (var i = 0; i < 400_000; i++)
        {
            pickle.Op(']').Op('0');
        }

        return pickle.Op('}').Op('.').ToArray();
    }

    private static byte[] DamageLastStorage(byte[] pickle)
    {
        var archive = new ZipBuilder().Add("m/data.pkl", pickle).Add("m/data/0", Storage).Build();
        archive[archive.AsSpan().IndexOf(Storage)] ^= 1;
        return archive;
    }

    private static byte[] Overlapping(byte[] pickle)
    {
        var inner = new ZipBuilder { Flags = 0x0800 }.Add("m/data/0", Storage).Build();
        var outer = new ZipBuilder { Flags = 0x0800 }.Add("m/data.pkl", pickle).Add("m/big", inner[..(inner.AsSpan().IndexOf(Storage) + 16)]);
        var start = outer.Build().AsSpan().IndexOf("m/big"u8) - 30;
        var payload = outer.Build().AsSpan(start + 4).IndexOf("PK\u0003\u0004"u8) + 4 + start;
        var builder = new ZipBuilder { Flags = 0x0800 }.Add("m/data.pkl", pickle).Add("m/big", inner[..(inner.AsSpan().IndexOf(Storage) + 16)]);
        builder.AddCentralOnly("m/data/0", Storage, payload);
        return builder.Build();
    }

    private static byte[] Shifted(byte[] pickle)
    {
        var builder = new ZipBuilder().Add("m/data.pkl", pickle);
        builder.OffsetShift = 1;
        return builder.Add("m/data/0", Storage).Build();
    }

    private static byte[] Zip64Disagreeing(byte[] archive) => WithByte(archive, archive.Length - 22 - 20 - 56 + 32, 9);

    private static byte[] WithByte(byte[] archive, int offset, byte value)
    {
        var copy = (byte[])archive.Clone();
        copy[offset] = value;
        return copy;
    }

    private static byte[] WithBytes(byte[] archive, params (int Offset, byte Value)[] changes)
    {
        var copy = archive;
        foreach (var (offset, value) in changes)
        {
            copy = WithByte(copy, offset, value);
        }

        return copy;
    }
}
