using System.Diagnostics;
using System.Reflection;

namespace EmotionAI.Conventions;

/// <summary>Refers to what shipped code must not, so that the scan is seen to find it. Nothing calls it.</summary>
internal static class PlantedReferences
{
    public static void Refer(string name)
    {
        Process.Start(name);
        Activator.CreateInstance(Type.GetType(name)!);
        Assembly.Load(name);
        using var client = new HttpClient();
    }
}
