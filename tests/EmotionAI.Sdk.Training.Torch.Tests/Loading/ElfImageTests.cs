using System.Runtime.Versioning;
using EmotionAI.Training.Torch.Loading;

namespace EmotionAI.Tests.Loading;

public sealed class ElfImageTests
{
    private static readonly string Wrapper = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    [Fact]
    public void Weaken_TheRealWrapper_ChangesTheOneFlag()
    {
        var original = File.ReadAllBytes(Wrapper);
        var bytes = original.ToArray();

        Assert.True(ElfImage.TryRead(bytes)!.Weaken(WrapperCopy.Version, WrapperCopy.Symbol));

        var changed = Assert.Single(Enumerable.Range(0, bytes.Length), i => bytes[i] != original[i]);
        Assert.Equal((0, 2), (original[changed], bytes[changed]));
    }

    [Theory]
    [InlineData("GLIBCXX_9.9.99", WrapperCopy.Symbol)]
    [InlineData(WrapperCopy.Version, "_ZSt4cout")]
    [InlineData("GLIBCXX_3.4", WrapperCopy.Symbol)]
    public void Weaken_AnotherVersionOrSymbol_ChangesNothing(string version, string symbol)
    {
        var original = File.ReadAllBytes(Wrapper);
        var bytes = original.ToArray();

        Assert.False(ElfImage.TryRead(bytes)!.Weaken(version, symbol));

        Assert.Equal(original, bytes);
    }

    [Fact]
    public void TryRead_CutAnywhere_EndsWithoutAnException()
    {
        var original = File.ReadAllBytes(Wrapper);

        for (var length = 0; length < original.Length; length += length < 256 ? 1 : 9_973)
        {
            var image = ElfImage.TryRead(original[..length]);

            Assert.True(image is null || !image.Weaken(WrapperCopy.Version, WrapperCopy.Symbol));
        }
    }

    [Fact]
    public void Weaken_HostileTables_EndsWithoutAnException()
    {
        var original = File.ReadAllBytes(Wrapper);
        var tables = BitConverter.ToInt32(original, 40);
        var random = new Random(1);
        byte[] hostile = [0, 1, 2, 0x7F, 0x80, 0xFF];

        for (var i = 0; i < 800; i++)
        {
            var bytes = original.ToArray();
            for (var change = 0; change < 3; change++)
            {
                var at = random.Next(3) switch { 0 => random.Next(64), 1 => tables + random.Next(original.Length - tables), _ => random.Next(original.Length) };
                bytes[at] = hostile[random.Next(hostile.Length)];
            }

            _ = ElfImage.TryRead(bytes)?.Weaken(WrapperCopy.Version, WrapperCopy.Symbol);
        }
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F' })]
    [InlineData(new byte[] { (byte)'M', (byte)'Z', 0, 0, 0, 0, 0, 0 })]
    public void TryRead_AnotherFile_IsNull(byte[] bytes) => Assert.Null(ElfImage.TryRead(bytes));

    [PosixFact]
    [UnsupportedOSPlatform("windows")]
    public void Create_Any_IsForThisUserAloneAndGoesAway()
    {
        string folder;
        using (var copy = WrapperCopy.Create(Wrapper))
        {
            folder = Path.GetDirectoryName(copy.Path)!;

            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            Assert.Equal(new FileInfo(Wrapper).Length, new FileInfo(copy.Path).Length);
        }

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Create_OfAnotherLibrary_SaysWhatHelps()
    {
        using var folder = new TemporaryFolder();

        var fault = Assert.Throws<InvalidDataException>(() => WrapperCopy.Create(folder.Write("libLibTorchSharp.so", "no library")));

        Assert.Contains("not for want of GLIBCXX_3.4.32 alone", fault.Message);
    }
}
