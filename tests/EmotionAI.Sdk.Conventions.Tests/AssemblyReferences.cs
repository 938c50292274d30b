using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace EmotionAI.Conventions;

/// <summary>Reads from the metadata of an assembly what it refers to outside itself.</summary>
internal static class AssemblyReferences
{
    /// <summary>Finds the full names of the types.</summary>
    public static IReadOnlyList<string> Types(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(handle => FullName(metadata, handle))];
    }

    /// <summary>Finds the methods and fields, as <c>Namespace.Type.Member</c>, with <c>`n</c> for n type parameters of the member.</summary>
    public static IReadOnlyList<string> Members(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{FullName(metadata, (TypeReferenceHandle)member.Parent)}.{metadata.GetString(member.Name)}{Arity(metadata, member)}")];
    }

    /// <summary>Finds the functions of native libraries, as <c>library:function</c>.</summary>
    public static IReadOnlyList<string> Functions(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MethodDefinitions.Select(metadata.GetMethodDefinition)
            .Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
            .Select(method => method.GetImport())
            .Select(import => $"{metadata.GetString(metadata.GetModuleReference(import.Module).Name)}:{metadata.GetString(import.Name)}")];
    }

    private static string Arity(MetadataReader metadata, MemberReference member)
    {
        var signature = metadata.GetBlobReader(member.Signature);
        return signature.ReadSignatureHeader().IsGeneric ? $"`{signature.ReadCompressedInteger()}" : "";
    }

    private static string FullName(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{FullName(metadata, (TypeReferenceHandle)type.ResolutionScope)}.{name}"
            : type.Namespace.IsNil ? name : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
