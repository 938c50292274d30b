using System.Diagnostics;

namespace EmotionAI.Cli.Tests.Commands;

/// <summary>Where outputs go: to new files, through links and into devices, and over existing files only if asked.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly Terminal _terminal = new();
    private readonly TemporaryFolder _folder = new();

    public OutputFileTests()
    {
        _folder.Write("matrix.npy", Matrix);
        _folder.Write("labels.json", """["joy", "sadness"]""");
    }

    /// <summary>Gets a confusion matrix of 2 x 2 as numpy saves it.</summary>
    private static byte[] Matrix
    {
        get
        {
            var header = "{'descr': '<i8', 'fortran_order': False, 'shape': (2, 2), }".PadRight(117) + "\n";
            using var stream = new MemoryStream();
            stream.WriteByte(0x93);
            stream.Write("NUMPY"u8);
            stream.Write([1, 0, (byte)header.Length, 0]);
            stream.Write(System.Text.Encoding.ASCII.GetBytes(header));
            foreach (var count in (long[])[3, 1, 0, 2])
            {
                stream.Write(BitConverter.GetBytes(count));
            }

            return stream.ToArray();
        }
    }

    [Fact]
    public void Plot_NewFile_SaysWhatItWroteAndIsNotReplacedUnlessAsked()
    {
        var picture = _folder.File("picture.svg");

        Assert.Equal(ExitCode.Success, Plot(picture));
        Assert.Contains("picture.svg", _terminal.Output, StringComparison.Ordinal);
        File.WriteAllText(picture, "mine");
        Assert.Equal(ExitCode.Failure, Plot(picture));
        Assert.Contains("--overwrite", _terminal.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(picture));
        Assert.Equal(ExitCode.Success, Plot(picture, "--overwrite"));
        Assert.Contains("<svg", File.ReadAllText(picture), StringComparison.Ordinal);
    }

    [PosixFact]
    public void Plot_Link_IsFollowedAndStaysALink()
    {
        var (target, link) = (_folder.Write("target.svg", "old"), _folder.File("link.svg"));
        File.CreateSymbolicLink(link, target);

        Assert.Equal(ExitCode.Failure, Plot(link));
        Assert.Equal("old", File.ReadAllText(target));
        Assert.Equal(ExitCode.Success, Plot(link, "--overwrite"));

        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.Contains("<svg", File.ReadAllText(target), StringComparison.Ordinal);
    }

    [PosixFact]
    public void Plot_Device_IsWrittenThroughAndStaysADevice()
    {
        var device = _folder.File("null.svg");
        using var mknod = Process.Start("mknod", [device, "c", "1", "3"]);
        mknod.WaitForExit();
        if (mknod.ExitCode != 0)
        {
            // Only root makes devices: the one of the system serves others.
            File.CreateSymbolicLink(device, "/dev/null");
        }

        Assert.Equal(ExitCode.Success, Plot(device));

        Assert.Empty(Directory.GetFiles(_folder.Path, "*.tmp"));
        Assert.Empty(File.ReadAllBytes(device));
    }

    public void Dispose() => _folder.Dispose();

    private int Plot(string output, params string[] more) =>
        _terminal.Run(["plot", "confusion-matrix", "--input", _folder.File("matrix.npy"), "--labels", _folder.File("labels.json"), "--output", output, .. more]);
}
