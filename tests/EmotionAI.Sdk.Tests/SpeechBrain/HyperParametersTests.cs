using System.Globalization;
using System.Text;
using EmotionAI.SpeechBrain;
using EmotionAI.SpeechBrain.Yaml;

namespace EmotionAI.Tests.SpeechBrain;

public sealed class HyperParametersTests
{
    [Theory]
    [InlineData("__set_seed: !!python/object/apply:torch.manual_seed [1968]\nx: 3\n")]
    [InlineData("s: !!python/object/apply:torch.manual_seed\n- 1968\nx: 3\n")]
    [InlineData("s: !!python/object/apply:numpy.random.seed [1]\nx: 3\n")]
    [InlineData("s: !apply:torch.manual_seed [1968]\nx: 3\n")]
    public void Find_BesideASeedThatNothingRefersTo_IsFound(string yaml) => Assert.Equal(3, Load(yaml).Find("x")!.Require().Integer);

    [Fact]
    public void Find_PythonTuple_IsATuple()
    {
        var value = Load("x: !!python/tuple [4, 5]\n").Find("x")!;

        Assert.Equal((HyperValueKind.Tuple, 2, 5), (value.Kind, value.Count, value.Item(1).Integer));
    }

    [Theory]
    [InlineData("a: 3\nx: !ref <a>\n", "Integer", "3")]
    [InlineData("a: {b: {c: 2.5}}\nx: !ref <a[b][c]>\n", "Float", "2.5")]
    [InlineData("a: !ref <b>\nb: !ref <c>\nc: yes\nx: !ref <a>\n", "Text", "yes")]
    [InlineData("a: 3\nx: !copy <a>\n", "Integer", "3")]
    [InlineData("a: results\nb: 1986\nx: !ref <a>/ecapa/<b>\n", "Text", "results/ecapa/1986")]
    [InlineData("a: 32\nx: !ref <a> * 2\n", "Integer", "64")]
    [InlineData("a: 32\nb: 3\nx: !ref (<a> + <b>) // 2\n", "Integer", "17")]
    [InlineData("a: 32\nx: !ref <a> / 2\n", "Float", "16.0")]
    [InlineData("a: 32\nx: !ref -<a>\n", "Integer", "-32")]
    [InlineData("a: 2\nb: !ref <a> + 1\nx: !ref <b> * 2\n", "Integer", "6")]
    [InlineData("a: 1e-3\nx: !ref lr=<a>\n", "Text", "lr=0.001")]
    [InlineData("a: 0.00001\nx: !ref lr=<a>\n", "Text", "lr=1e-05")]
    [InlineData("a: 1e16\nx: !ref lr=<a>\n", "Text", "lr=1e+16")]
    [InlineData("a: 1234567890123456.7\nx: !ref n=<a>\n", "Text", "n=1234567890123456.8")]
    [InlineData("a: 1e15\nx: !ref n=<a>\n", "Text", "n=1000000000000000.0")]
    [InlineData("a: .inf\nx: !ref n=<a>\n", "Text", "n=inf")]
    [InlineData("a: True\nb: null\nx: !ref <a>-<b>\n", "Text", "True-None")]
    [InlineData("a: 'x'\nb: '<a>/<a>'\nx: !ref <b>\n", "Text", "x/x")]
    [InlineData("x: !ref no reference\n", "Text", "no reference")]
    [InlineData("x: no\n", "Text", "no")]
    [InlineData("x: '3'\n", "Text", "3")]
    [InlineData("x: !!str 3\n", "Text", "3")]
    [InlineData("x: !!int '3'\n", "Integer", "3")]
    [InlineData("x: 010\n", "Integer", "10")]
    [InlineData("x:\n", "Null", "None")]
    [InlineData("a: &id !new:b.C\n  d: 4\nx: !ref <a[d]>\n", "Integer", "4")]
    [InlineData("a: &id001 {b: 5}\nc: *id001\nx: !ref <c[b]>\n", "Integer", "5")]
    public void Find_Scalar_IsWhatHyperPyYamlGives(string yaml, string kind, string text)
    {
        var before = CultureInfo.CurrentCulture;
        foreach (var culture in (string[])["", "tr-TR", "de-DE", "fa-IR"])
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            try
            {
                var value = Load(yaml).Find("x")!.Require();

                Assert.Equal(kind, value.Kind.ToString());
                Assert.Equal(text, PythonText.Of(value));
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }
    }

    [Theory]
    [InlineData("x: (3, 4)\n")]
    [InlineData("x: !tuple (3, 4)\n")]
    [InlineData("x: !tuple [3, 4]\n")]
    [InlineData("a: (3, 4)\nx: !ref <a>\n")]
    public void Find_Tuple_HasItsItems(string yaml)
    {
        var value = Load(yaml).Find("x")!;

        Assert.Equal(HyperValueKind.Tuple, value.Kind);
        Assert.Equal([3L, 4L], Enumerable.Range(0, value.Count).Select(index => value.Item(index).Integer));
    }

    [Fact]
    public void Find_Instance_IsInertAndSharedByItsReferences()
    {
        var parameters = Load("a: !new:os.system\n  command: !ref <b>\nb: rm\nm:\n  p: !ref <a>\n  q: !name:torch.nn.ReLU\n");

        var instance = parameters.Find("a")!;
        Assert.Equal(HyperValueKind.Instance, instance.Kind);
        Assert.Equal("os.system", instance.Text);
        Assert.Equal("rm", instance.Find("command")!.Text);
        Assert.Same(instance.Node, parameters.Find("m")!.Find("p")!.Node);
        Assert.Equal(HyperValueKind.Reference, parameters.Find("m")!.Find("q")!.Kind);
        Assert.Null(instance.Find("nothing"));
    }

    [Theory]
    [InlineData("x: no\n", true)]
    [InlineData("x: 'False'\n", true)]
    [InlineData("x: ''\n", false)]
    [InlineData("x: False\n", false)]
    [InlineData("x: 0\n", false)]
    [InlineData("x: 0.0\n", false)]
    [InlineData("x: null\n", false)]
    [InlineData("x: []\n", false)]
    [InlineData("x: {}\n", false)]
    [InlineData("x: ()\n", false)]
    [InlineData("x: (0,)\n", true)]
    [InlineData("x: [0]\n", true)]
    [InlineData("x: !new:a.B\n", true)]
    public void IsTrue_EveryKind_FollowsPython(string yaml, bool expected)
    {
        Assert.Equal(expected, Load(yaml).Find("x")!.IsTrue);
    }

    [Fact]
    public void Keys_WithTwoUnderscores_AreLeftOut()
    {
        Assert.Equal(["a"], Load("__set_seed: !apply:os.system [x]\na: 1\n").Keys);
    }

    [Fact]
    public void Find_BrokenValuesNobodyNeeds_DoNoHarm()
    {
        var parameters = Load("a: !PLACEHOLDER\nb: !apply:os.system ['echo']\nc: !ref <nowhere>\nd: !ref <e>\ne: !ref <d>\nf: !unknown g\ng: !new:augment.Me\nx: 1\n");

        Assert.Equal(1, parameters.Find("x")!.Integer);
        Assert.Equal(HyperValueKind.Unavailable, parameters.Find("a")!.Kind);
        Assert.Equal(HyperValueKind.Unavailable, parameters.Find("b")!.Kind);
    }

    [Fact]
    public void Find_LongChain_IsBoundedExactly()
    {
        static string Chain(int links) => "x: !ref <k0>\n" + string.Concat(Enumerable.Range(0, links - 1).Select(i => $"k{i}: !ref <k{i + 1}>\n")) + $"k{links - 1}: 7\n";

        Assert.Equal(7, Load(Chain(64)).Find("x")!.Integer);
        var e = Assert.Throws<EmotionAIException>(() => Load(Chain(65)).Find("x"));
        Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
    }

    [Fact]
    public void Find_ReferencesThatDouble_AreBoundedInTextAndTime()
    {
        static string Doubling(string operation) => "k0: 1\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"k{i}: !ref <k{i - 1}>{operation}<k{i - 1}>\n")) + "x: !ref <k60>\n";

        Assert.Equal(1L << 60, Load(Doubling(" + ")).Find("x")!.Integer);
        var e = Assert.Throws<EmotionAIException>(() => Load(Doubling("_a_")).Find("x"));
        Assert.Equal(EmotionErrorCodes.LimitExceeded, e.Code);
    }

    internal static HyperParameters Load(string yaml) => HyperParameters.Create(
        YamlReader.Parse(Encoding.UTF8.GetBytes(yaml), "/model/hyperparams.yaml", EmotionLimits.Default),
        "/model/hyperparams.yaml",
        EmotionLimits.Default,
        new HyperInclude("/model", EmotionLimits.Default, 0));
}
