namespace EmotionAI.Cli;

/// <summary>Recognises that the reader of the output has left, as <c>head</c> does.</summary>
internal static class BrokenPipe
{
    private const int Epipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoData = unchecked((int)0x800700E8);

    public static bool Is(IOException exception) => exception.HResult is Epipe or WindowsBrokenPipe or WindowsNoData;
}
