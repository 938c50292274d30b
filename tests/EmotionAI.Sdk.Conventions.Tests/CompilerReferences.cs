using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace EmotionAI.Conventions;

/// <summary>Gives assemblies to the compiler, each read once for all programs of a run.</summary>
internal static class CompilerReferences
{
    private static readonly ConcurrentDictionary<string, MetadataReference> References = new(StringComparer.Ordinal);

    public static MetadataReference Of(string file) => References.GetOrAdd(Path.GetFullPath(file), static path => MetadataReference.CreateFromFile(path));
}
