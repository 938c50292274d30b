using System.Text;
using EmotionAI.Evaluation.Artefacts;

namespace EmotionAI.Tests.Malformed;

public sealed class NpyTests
{
    [Theory]
    [InlineData("", EmotionErrorCodes.FormatInvalid)]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (8)}", EmotionErrorCodes.FormatInvalid)]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (,)}", EmotionErrorCodes.FormatInvalid)]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (1 2)}", EmotionErrorCodes.FormatInvalid)]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (0x10, 1)}", EmotionErrorCodes.FormatInvalid)]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (99999999999999999999, 1)}", EmotionErrorCodes.FormatInvalid)]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (2147483647, 2)}", EmotionErrorCodes.LimitExceeded)]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (1, 1, 1, 1, 1)}", EmotionErrorCodes.LimitExceeded)]
    [InlineData("{'descr': '<i8', 'fortran_order': 0, 'shape': (1,)}", EmotionErrorCodes.FormatInvalid)]
    [InlineData("{'descr': '<i8', 'descr': '<i8', 'fortran_order': False, 'shape': (1,)}", EmotionErrorCodes.FormatInvalid)]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (1,)} + 1", EmotionErrorCodes.FormatInvalid)]
    [InlineData("{'descr': '<i8', 'fortran_order': False, 'shape': (1,)", EmotionErrorCodes.FormatInvalid)]
    [InlineData("{'descr': 'i8', 'fortran_order': False, 'shape': (1,)}", EmotionErrorCodes.FormatUnsupported)]
    [InlineData("{'descr': '|i8', 'fortran_order': False, 'shape': (1,)}", EmotionErrorCodes.FormatUnsupported)]
    [InlineData("{'descr': '<i3', 'fortran_order': False, 'shape': (1,)}", EmotionErrorCodes.FormatUnsupported)]
    [InlineData("{'descr': '<f1', 'fortran_order': False, 'shape': (1,)}", EmotionErrorCodes.FormatUnsupported)]
    [InlineData("{'descr': '', 'fortran_order': False, 'shape': (1,)}", EmotionErrorCodes.FormatUnsupported)]
    [InlineData("{'descr': [('a', '<i8')], 'fortran_order': False, 'shape': (1,)}", EmotionErrorCodes.FormatUnsupported)]
    [InlineData("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", EmotionErrorCodes.CodeRefused)]
    public void Read_BadHeader_IsRefused(string header, string code)
    {
        var fault = Assert.Throws<EmotionAIException>(() => Read(FileOf(header, new byte[8])));

        Assert.Equal(code, fault.Code);
    }

    [Fact]
    public void Read_TruncatedAtEveryByte_IsRefused()
    {
        var file = FileOf("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 2)}", new byte[32]);
        for (var length = 0; length < file.Length; length++)
        {
            Assert.Throws<EmotionAIException>(() => Read(file[..length]));
        }
    }

    [Fact]
    public void Read_BitsFlipped_GivesAnArrayOrTheOneException()
    {
        var file = FileOf("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 2)}", new byte[32]);
        for (var bit = 0; bit < file.Length * 8; bit++)
        {
            var flipped = file.ToArray();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));

            var fault = Record.Exception(() => Read(flipped).ToDoubles());

            Assert.True(fault is null or EmotionAIException, $"bit {bit}: {fault}");
        }
    }

    [Fact]
    public void Read_PromiseOfTwoGigabytesWithoutThem_AllocatesLittle()
    {
        var file = FileOf("{'descr': '|u1', 'fortran_order': False, 'shape': (2000000000,)}", new byte[8]);
        using var stream = new UnseekableStream(file);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var fault = Assert.Throws<EmotionAIException>(() => NpyReader.Read(stream, "pipe"));

        Assert.Equal(EmotionErrorCodes.FileTruncated, fault.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Read_MissingFile_IsRefused()
    {
        var fault = Assert.Throws<EmotionAIException>(() => NpyReader.Read("/nowhere/matrix.npy"));

        Assert.Equal(EmotionErrorCodes.FileMissing, fault.Code);
    }

    [Fact]
    public void ToInt64_UnsignedAboveTheLargest_IsRefused()
    {
        var data = new byte[8];
        data[7] = 0x80;
        var array = Read(FileOf("{'descr': '<u8', 'fortran_order': False, 'shape': (1,)}", data));

        Assert.Throws<EmotionAIException>(() => array.ToInt64());
        Assert.Equal(9223372036854775808d, array.ToDoubles()[0]);
    }

    private static NpyArray Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return NpyReader.Read(stream, "test.npy");
    }

    private static byte[] FileOf(string header, byte[] data) =>
        [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. data];

    [Theory]
    [InlineData("not an array", "text that begins with 'not an a'")]
    [InlineData("PK\u0003\u0004 and more", "a zip archive, as numpy.savez writes it")]
    [InlineData("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008", "no NumPy array (its first bytes are 0102030405060708)")]
    public void Read_NoArray_SaysInWordsWhatItIs(string content, string found)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("x.npy", content);

        var fault = Assert.Throws<EmotionAIException>(() => NpyReader.Read(path));

        Assert.Equal(EmotionErrorCodes.FormatInvalid, fault.Code);
        Assert.Equal($"'{path}': {found}; an array as numpy.save writes it is allowed.", fault.Message);
    }
}
