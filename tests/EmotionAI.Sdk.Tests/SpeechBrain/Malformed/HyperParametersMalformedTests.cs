namespace EmotionAI.Tests.SpeechBrain.Malformed;

public sealed class HyperParametersMalformedTests
{
    [Theory]
    [InlineData("x: !PLACEHOLDER\n", EmotionErrorCodes.FormatInvalid, "x is a !PLACEHOLDER and is needed")]
    [InlineData("a: !PLACEHOLDER\nx: !ref <a>\n", EmotionErrorCodes.FormatInvalid, "a is a !PLACEHOLDER and is needed")]
    [InlineData("a: !PLACEHOLDER\nx: !ref <a>/b\n", EmotionErrorCodes.FormatInvalid, "a is a !PLACEHOLDER and is needed")]
    [InlineData("x: !apply:os.system ['echo']\n", EmotionErrorCodes.CodeRefused, "os.system")]
    [InlineData("a: !apply:os.system ['echo']\nx: !ref <a>\n", EmotionErrorCodes.CodeRefused, "os.system")]
    [InlineData("a: !!python/object/apply:torch.manual_seed [1968]\nx: !ref <a>\n", EmotionErrorCodes.CodeRefused, "torch.manual_seed")]
    [InlineData("a: !new:b.C\nx: !ref <a.d>\n", EmotionErrorCodes.CodeRefused, "<a.d>")]
    [InlineData("x: !unknown a\n", EmotionErrorCodes.FormatUnsupported, "!unknown")]
    [InlineData("x: !!binary YQ==\n", EmotionErrorCodes.FormatUnsupported, "binary")]
    [InlineData("x: !ref <a>\n", EmotionErrorCodes.FormatInvalid, "!ref <a>: no such key")]
    [InlineData("x: !ref <>\n", EmotionErrorCodes.FormatInvalid, "no such key")]
    [InlineData("a: {b: 1}\nx: !ref <a[c]>\n", EmotionErrorCodes.FormatInvalid, "<a[c]>")]
    [InlineData("a: 1\nx: !ref <a[c]>\n", EmotionErrorCodes.FormatInvalid, "<a[c]>")]
    [InlineData("a: !ref <b>\nb: !ref <a>\nx: !ref <a>\n", EmotionErrorCodes.FormatInvalid, "circular !ref between a and b")]
    [InlineData("a: !ref <a>\nx: !ref <a>\n", EmotionErrorCodes.FormatInvalid, "a refers to itself")]
    [InlineData("a: !ref <b>/1\nb: !ref <c> + 1\nc: '<a>'\nx: !ref <a>\n", EmotionErrorCodes.FormatInvalid, "between a and b and c")]
    [InlineData("a: [1]\nx: !ref <a>/b\n", EmotionErrorCodes.FormatUnsupported, "a list of 1")]
    [InlineData("a: 1\nx: !ref <a> / 0\n", EmotionErrorCodes.FormatInvalid, "cannot be computed")]
    [InlineData("a: 9\nx: !ref <a> ** 9 ** 9\n", EmotionErrorCodes.FormatInvalid, "cannot be computed")]
    [InlineData("a: 9\nx: !ref [<a>]\n", EmotionErrorCodes.FormatInvalid, "!ref needs a text")]
    [InlineData("x: (1, [)\n", EmotionErrorCodes.FormatInvalid, "not YAML")]
    [InlineData("x: (1, !!python/none x)\n", EmotionErrorCodes.CodeRefused, "python/none")]
    public void Require_ValueThatCannotBeKnown_SaysWhy(string yaml, string code, string about)
    {
        var e = Assert.Throws<EmotionAIException>(() => HyperParametersTests.Load(yaml).Find("x")!.Require());

        Assert.Equal(code, e.Code);
        Assert.Contains(about, e.Message, StringComparison.Ordinal);
        Assert.Contains("hyperparams.yaml", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("- 1\n", EmotionErrorCodes.FormatInvalid, "mapping")]
    [InlineData("", EmotionErrorCodes.FormatInvalid, "mapping")]
    [InlineData("!new:a.B {c: 1}\n", EmotionErrorCodes.FormatInvalid, "mapping")]
    [InlineData("a: !!python/object/apply:os.system ['echo']\n", EmotionErrorCodes.CodeRefused, "!!python/object/apply:os.system")]
    [InlineData("a: !!python/object/apply:torch.manual_seeds [1]\n", EmotionErrorCodes.CodeRefused, "Delete the line")]
    [InlineData("a: !!python/object/apply:torch.manual_seed [!!python/object/apply:os.system ['echo']]\n", EmotionErrorCodes.CodeRefused, "os.system")]
    [InlineData("a: [{b: !!python/name:os.system ''}]\n", EmotionErrorCodes.CodeRefused, "!!python/name:os.system")]
    [InlineData("a: !<tag:yaml.org,2002:python/none> x\n", EmotionErrorCodes.CodeRefused, "python/none")]
    [InlineData("%TAG !p! tag:yaml.org,2002:py\n---\na: !p!thon/none x\n", EmotionErrorCodes.CodeRefused, "python/none")]
    [InlineData("a: !module:os\n", EmotionErrorCodes.CodeRefused, "!module:os")]
    [InlineData("a: !applyref:os.system\n", EmotionErrorCodes.CodeRefused, "!applyref:os.system")]
    [InlineData("a: !include:../b.yaml\n", EmotionErrorCodes.PathOutside, "!include:../b.yaml")]
    [InlineData("a: !include:/etc/passwd\n", EmotionErrorCodes.PathOutside, "!include:/etc/passwd")]
    [InlineData("a: !include:b/../../c.yaml\n", EmotionErrorCodes.PathOutside, "outside the model folder")]
    [InlineData("a: !include:../modelx/c.yaml\n", EmotionErrorCodes.PathOutside, "outside the model folder")]
    [InlineData("a: !include:C:\\b.yaml\n", EmotionErrorCodes.FormatInvalid, "line 1")]
    [InlineData("a: !include:C:b.yaml\n", EmotionErrorCodes.PathOutside, "outside the model folder")]
    public void Create_FileThatIsRefusedWhole_SaysWhy(string yaml, string code, string about)
    {
        var e = Assert.Throws<EmotionAIException>(() => HyperParametersTests.Load(yaml));

        Assert.Equal(code, e.Code);
        Assert.Contains(about, e.Message, StringComparison.Ordinal);
    }
}
