using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using EmotionAI.Server.Page;

namespace EmotionAI.Tests.Page;

/// <summary>Shows how the page is served; <c>eng/check-page.sh</c> uses it in a browser.</summary>
public sealed partial class PageEndpointTests
{
    [Fact]
    public async Task Page_IsServedWithoutAKey_UnderAStrictPolicy()
    {
        await using var server = await ServerUnderTest.StartAsync(options => options.ApiKeys = ["secret"]);

        using var answer = await server.Client.GetAsync("/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotContain('*', policy);
    }

    [Fact]
    public async Task Files_ThatThePageNames_AreServedAndAskNoOtherHost()
    {
        await using var server = await ServerUnderTest.StartAsync();
        var seen = new HashSet<string>();
        var open = new Queue<Uri>([new Uri(server.Client.BaseAddress!, "/")]);

        while (open.TryDequeue(out var address))
        {
            using var answer = await server.Client.GetAsync(address);
            Assert.True(answer.IsSuccessStatusCode, address.ToString());
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal("http://www.w3.org/2000/svg", ForeignAddress().Matches(text).Select(match => match.Value).Append("http://www.w3.org/2000/svg").Distinct().Single());
            foreach (var named in Named().Matches(text).Select(match => new Uri(address, match.Groups["name"].Value)).Where(named => named.AbsolutePath != "/scalar/" && seen.Add(named.AbsolutePath)))
            {
                open.Enqueue(named);
            }
        }

        Assert.Superset(new HashSet<string> { "/page/page.css", "/page/main.js", "/page/capture.js", "/page/timeline.js", "/page/icon.svg", "/page/responsible-use.html", "/models" }, seen);
    }

    [Fact]
    public async Task File_ThatTheBrowserHas_IsNotSentAgain()
    {
        await using var server = await ServerUnderTest.StartAsync();
        using var first = await server.Client.GetAsync("/page/page.css");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page/page.css");
        request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(first.Headers.ETag!.ToString()));

        using var second = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/page/none.js")]
    [InlineData("/page/..%2fpage.css")]
    public async Task File_ThatIsNotThere_Is404(string path)
    {
        await using var server = await ServerUnderTest.StartAsync();

        using var answer = await server.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void ResponsibleUse_OfThePage_NamesTheRulesOfTheDocumentation()
    {
        var page = System.Text.Encoding.UTF8.GetString(PageFile.Find("responsible-use.html")!.Content.Span);

        Assert.All(["Article 3(39)", "Article 5(1)(f)", "Annex III, 1(c)", "Article 50(3)", "GDPR", "work or in education", "no diagnosis"], rule =>
        {
            Assert.Contains(rule, page, StringComparison.Ordinal);
            Assert.Contains(rule.Replace("no diagnosis", "They are no diagnosis", StringComparison.Ordinal), Repository.Read("docs/responsible-use.md"), StringComparison.Ordinal);
        });
    }

    [GeneratedRegex("https?://(?!localhost|127)[^\\s\"'<>)]+")]
    private static partial Regex ForeignAddress();

    [GeneratedRegex("(?:href|src)=\"(?<name>[^\"#]+)\"|from '(?<name>[^']+)'|new URL\\('(?<name>[a-z]+\\.js)'")]
    private static partial Regex Named();
}
