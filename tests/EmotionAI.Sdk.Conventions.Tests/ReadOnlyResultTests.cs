using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using EmotionAI.Bundles;
using EmotionAI.Evaluation.Datasets;

namespace EmotionAI.Conventions;

/// <summary>Shows that no result can be cast and written to, and that none keeps the list of its maker. Mutable options, whose properties can be set, are their owner's.</summary>
public sealed class ReadOnlyResultTests
{
    private static readonly Type[] Writable = [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(IList<>), typeof(ICollection<>), typeof(IDictionary<,>)];

    private static IEnumerable<PropertyInfo> Properties => new[] { typeof(EmotionPrediction), typeof(ModelBundle), typeof(Dataset) }
        .SelectMany(type => type.Assembly.GetExportedTypes())
        .Where(type => !type.IsInterface && !type.IsEnum && !type.IsGenericTypeDefinition)
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly));

    [Fact]
    public void Property_OfEveryPublicType_IsNoWritableCollection()
    {
        var found = Properties.Where(property => !IsOption(property)).Where(property => property.PropertyType.IsArray || (property.PropertyType.IsGenericType && Writable.Contains(property.PropertyType.GetGenericTypeDefinition())));

        Assert.Empty(found.Select(Name));
    }

    [Fact]
    public void Property_GivenAList_KeepsACopyThatCannotBeWritten()
    {
        var lists = Properties.Where(property => IsList(property.PropertyType) && IsInit(property)).ToList();

        Assert.True(lists.Count >= 14, $"only {lists.Count} properties were found");
        Assert.Empty(lists.Where(property => !Freezes(property)).Select(Name));
    }

    [Fact]
    public void StaticProperty_OfAList_CannotBeWritten() =>
        Assert.Empty(Properties.Where(property => property.GetMethod is { IsStatic: true } && IsList(property.PropertyType) && !IsFrozen(property.GetValue(null))).Select(Name));

    [Fact]
    public void Problems_OfAnException_KeepACopyThatCannotBeWritten()
    {
        BundleProblem[] problems = [new() { Severity = BundleSeverity.Error, Code = "c", File = "f", Found = "x", Allowed = "y" }];

        var exception = new ModelBundleException("/models/tiny", problems);
        problems[0] = problems[0] with { Found = "z" };

        Assert.True(IsFrozen(exception.Problems));
        Assert.Equal("x", exception.Problems[0].Found);
    }

    private static bool Freezes(PropertyInfo property)
    {
        var given = Array.CreateInstance(property.PropertyType.GetGenericArguments()[0], 1);
        var target = RuntimeHelpers.GetUninitializedObject(property.DeclaringType!);
        property.SetValue(target, given);
        return property.GetValue(target) is { } kept && kept != (object)given && IsFrozen(kept);
    }

    private static bool IsFrozen(object? list) => list is not Array && list is not IList { IsReadOnly: false };

    private static bool IsList(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() is { } generic && (generic == typeof(IReadOnlyList<>) || generic == typeof(IReadOnlyCollection<>));

    private static bool IsInit(PropertyInfo property) => property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;

    private static bool IsOption(PropertyInfo property) => property.SetMethod?.IsPublic == true && !IsInit(property);

    private static string Name(PropertyInfo property) => $"{property.DeclaringType!.FullName}.{property.Name}";
}
