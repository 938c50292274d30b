using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;

namespace EmotionAI.Conventions;

/// <summary>Refers to what shipped code must not, so that the scan is seen to find it. Nothing calls it.</summary>
internal static class PlantedReferences
{
    public static void Refer(string name)
    {
        Process.Start(name);
        Activator.CreateInstance(Type.GetType(name)!);
        Assembly.Load(name);
        NativeLibrary.Load(name);
        using var client = new HttpClient();
        _ = System([]);
    }

    [DllImport("libc", EntryPoint = "system")]
    private static extern int System(byte[] command);
}
