namespace EmotionAI.Conventions;

public sealed class SourceFileTests
{
    private const int LongestFile = 400;

    private static readonly string[] ForbiddenWords = ["Helper", "Helpers", "Manager", "Util", "Utils", "Utility", "Common", "Impl"];

    /// <summary>Lists names that a specification gives: the Common Chunk is a part of every AIFF file.</summary>
    private static readonly string[] AllowedNames = ["AiffCommonChunk"];

    [Fact]
    public void CSharpFiles_All_AreShort()
    {
        var tooLong = Repository.CSharpFiles("src", "tests", "benchmarks", "samples")
            .Select(file => (File: file, Lines: Repository.ReadLines(file).Length))
            .Where(file => file.Lines > LongestFile);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void CSharpFiles_OfTheLibrary_HoldOneTypeNamedLikeTheFile()
    {
        var wrong = Repository.CSharpFiles("src")
            .Where(file => Path.GetFileName(file) != "Program.cs")
            .Where(file => !SourceFile.TopLevelTypes(Repository.Read(file)).SequenceEqual([SourceFile.TypeNameOf(file)]))
            .Select(file => $"{file}: {string.Join(", ", SourceFile.TopLevelTypes(Repository.Read(file)))}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void CSharpFiles_All_ImportInOrder()
    {
        var wrong = Repository.CSharpFiles("src", "tests", "benchmarks", "samples").Where(file => !SourceFile.ImportsInOrder(Repository.ReadLines(file)));

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("using System;\nusing System.IO;\nusing A;\nusing A.B;\nusing static System.Math;\nusing X = A.C;\n\nnamespace N;", true)]
    [InlineData("using A;\nusing System;", false)]
    [InlineData("using A.B;\nusing A;", false)]
    [InlineData("using static A.B;\nusing A;", false)]
    public void ImportsInOrder_OfText_SystemFirst(string text, bool expected) => Assert.Equal(expected, SourceFile.ImportsInOrder(text.Split('\n')));

    [Fact]
    public void TypeNames_All_SayWhatTheTypeIs()
    {
        var wrong = Repository.CSharpFiles("src", "tests", "benchmarks", "samples")
            .SelectMany(file => SourceFile.Types(Repository.Read(file)), (file, name) => (File: file, Name: name))
            .Where(type => IsForbidden(type.Name));

        Assert.Empty(wrong);
    }

    [Fact]
    public void CSharpFiles_OfTheLibrary_AreFinished()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "#region", "NotImplemented" + "Exception"];

        var wrong = Repository.CSharpFiles("src", "samples").Where(file => marks.Any(Repository.Read(file).Contains));

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("StringHelper", true)]
    [InlineData("SessionManager", true)]
    [InlineData("CommonNames", true)]
    [InlineData("Decoder2", true)]
    [InlineData("Wav2Vec2Graph", false)]
    [InlineData("HelpersonName", false)]
    [InlineData("UnigramImplode", false)]
    public void TypeNames_WithForbiddenWords_AreFound(string name, bool forbidden) => Assert.Equal(forbidden, IsForbidden(name));

    [Theory]
    [InlineData("public sealed class A\n{\n    private sealed class B;\n}\n", "A")]
    [InlineData("/// <summary>X.</summary>\npublic readonly record struct A(int X);\n", "A")]
    [InlineData("internal sealed class A;\n\ninternal enum B\n{\n}\n", "A,B")]
    [InlineData("internal delegate bool A(string name, out int value);\npublic interface B<in T> : C\n", "A,B")]
    [InlineData("var record = 1;\nclassic = 2;\n", "")]
    public void TopLevelTypes_OfText_AreFound(string text, string expected) =>
        Assert.Equal(expected, string.Join(",", SourceFile.TopLevelTypes(text)));

    private static bool IsForbidden(string name) =>
        !AllowedNames.Contains(name) && (char.IsAsciiDigit(name[^1]) || SourceFile.Words(name).Any(ForbiddenWords.Contains));
}
