namespace EmotionAI.Conventions;

/// <summary>Shows that what leaves the safe language or the default compilation says why.</summary>
public sealed class JustificationTests
{
    [Fact]
    public void Source_UnsafeOrOptimized_SaysWhatJustifiesIt()
    {
        var found = Repository.CSharpFiles("src").SelectMany(file => JustificationScan.Find(Repository.Read(file), file)).ToList();

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("class C { unsafe void M(int* p) { } }")]
    [InlineData("unsafe class C { }")]
    [InlineData("class C { unsafe int* _field; }")]
    [InlineData("class C { void M() { unsafe { } } }")]
    [InlineData("class C { void M() { unsafe void Local(int* p) { } } }")]
    [InlineData("/// <summary>Invariant: none.</summary>\nunsafe class C { }")]
    [InlineData("// Because it is quick.\nunsafe class C { }")]
    [InlineData("// Invariant: p has one element.\nclass C { unsafe void M(int* p) { } }")]
    [InlineData("class C { [MethodImpl(MethodImplOptions.AggressiveOptimization)] void M() { } }")]
    [InlineData("class C { [MethodImpl(MethodImplOptions.AggressiveInlining | MethodImplOptions.AggressiveOptimization)] void M() { } }")]
    [InlineData("class C { int P { [MethodImpl(MethodImplOptions.AggressiveOptimization)] get => 1; } }")]
    [InlineData("class C {\n// Measured: much quicker.\n[MethodImpl(MethodImplOptions.AggressiveOptimization)] void M() { } }")]
    public void Find_WithoutReason_IsFound(string text) => Assert.Single(JustificationScan.Find(text, "Planted.cs"));

    [Theory]
    [InlineData("// Invariant: the pointer lives as long as the object.\nunsafe class C { }")]
    [InlineData("class C {\n/// <summary>Reads.</summary>\n// Invariant: p has one element.\npublic unsafe void M(int* p) { } }")]
    [InlineData("class C {\n// Measured: 2 ms rather than 20.\n[MethodImpl(MethodImplOptions.AggressiveOptimization)] void M() { } }")]
    [InlineData("class C { void M() => Unsafe.Add(ref x, 1); }")]
    public void Find_WithReason_IsNotFound(string text) => Assert.Empty(JustificationScan.Find(text, "Planted.cs"));
}
