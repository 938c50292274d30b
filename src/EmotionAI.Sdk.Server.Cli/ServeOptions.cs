using System.CommandLine;
using System.CommandLine.Parsing;
using EmotionAI.Cli;
using EmotionAI.Cli.Commands;

namespace EmotionAI.Server.Cli;

/// <summary>Holds the options of the server.</summary>
internal sealed class ServeOptions
{
    public const string DefaultHost = "127.0.0.1";
    public const int DefaultPort = 5080;

    private readonly Option<string[]> _model = new("--model") { HelpName = "NAME=DIR", Description = "Serves the model folder DIR by this name too; 'text=DIR' and 'audio=DIR' take the place of the models that come with the tool. May be given several times." };
    private readonly Option<string?> _host = new("--host") { HelpName = "ADDRESS", Description = $"The address to listen on. The default is {DefaultHost}, this machine alone; 0.0.0.0 is every network." };
    private readonly Option<int?> _port = NumberOption.Integer("--port", Invariant($"The port to listen on; 0 is any that is free. The default is {DefaultPort}."), 0, ushort.MaxValue);
    private readonly Option<string?> _urls = new("--urls") { HelpName = "URL", Description = "Where to listen, several addresses separated by ';', in place of --host and --port." };
    private readonly Option<string?> _keyFile = new("--api-key-file") { HelpName = "FILE", Description = $"Asks for a key, in 'Authorization: Bearer KEY': those of the file, one a line, or that in {ApiKeys.Variable}." };
    private readonly Option<string[]> _origins = new("--allow-origin") { HelpName = "URL", Description = "Lets pages of this origin call the server, such as https://example.org. May be given several times." };
    private readonly Option<string[]> _hosts = new("--allow-host") { HelpName = "NAME", Description = "Lets the server be asked for by this name, beside localhost and IP addresses; * for any. May be given several times." };
    private readonly Option<int?> _maxBody = NumberOption.Integer("--max-body", "The largest body of a request, in MiB. The default is 64.", 1, 2_047);
    private readonly Option<int?> _maxBatch = NumberOption.Integer("--max-batch", "The most inputs of one request. The default is 32.", 1);
    private readonly Option<int?> _maxCharacters = NumberOption.Integer("--max-characters", "The longest text, in UTF-16 code units. The default is 100000.", 1, 1_000_000);
    private readonly Option<int?> _maxSeconds = NumberOption.Integer("--max-seconds", "The longest recording or stream. The default is 3600.", 1);
    private readonly Option<int?> _queueLimit = NumberOption.Integer("--queue-limit", "How many inputs may wait for a model; more are refused with 429. The default is 256.", 1, 1_000_000);
    private readonly Option<bool> _noBatching = new("--no-batching") { Description = "Runs each call alone, where calls that come together are run together by default; nothing is refused then." };
    private readonly Option<int?> _threads = NumberOption.Integer("--threads", "Threads of one run of a model. The default is one for each core.", 1);
    private readonly Option<double?> _drain = NumberOption.Seconds("--drain", "How long the server goes on taking calls once it is told to end, in seconds. The default is 0.5.", 0, 600);

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] all = [_model, _host, _port, _urls, _keyFile, _origins, _hosts, _maxBody, _maxBatch, _maxCharacters, _maxSeconds, _queueLimit, _noBatching, _threads, _drain];
        foreach (var option in all)
        {
            command.Add(option);
        }

        command.Validators.Add(Validate);
    }

    /// <summary>Gives the models beside those of the tool.</summary>
    public IReadOnlyList<NamedModel> Models(ParseResult result) =>
        [.. (result.GetValue(_model) ?? []).Select(text => NamedModel.TryParse(text, out var model) ? model : throw new InvalidOperationException(text))];

    /// <summary>Gives where to listen; null where the options do not say and the environment does.</summary>
    /// <param name="result">The options.</param>
    /// <param name="isConfigured">Whether the environment says.</param>
    public string? Urls(ParseResult result, bool isConfigured)
    {
        if (result.GetValue(_urls) is { } urls)
        {
            return urls;
        }

        var (host, port) = (result.GetValue(_host), result.GetValue(_port));
        var name = host ?? DefaultHost;
        return host is null && port is null && isConfigured ? null : Invariant($"http://{(name.Contains(':', StringComparison.Ordinal) && name[0] != '[' ? $"[{name}]" : name)}:{port ?? DefaultPort}");
    }

    /// <summary>Sets what the endpoints are to allow.</summary>
    public void Apply(ParseResult result, CommandConsole console, EmotionServerOptions options)
    {
        options.ApiKeys = [.. ApiKeys.Read(result.GetValue(_keyFile), console)];
        options.AllowedOrigins = [.. result.GetValue(_origins) ?? []];
        options.AllowedHosts = [.. result.GetValue(_hosts) ?? []];
        options.MaxBodyBytes = result.GetValue(_maxBody) is { } mebibytes ? (long)mebibytes << 20 : options.MaxBodyBytes;
        options.MaxBatchSize = result.GetValue(_maxBatch) ?? options.MaxBatchSize;
        options.MaxTextCharacters = result.GetValue(_maxCharacters) ?? options.MaxTextCharacters;
        options.MaxAudioDuration = result.GetValue(_maxSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : options.MaxAudioDuration;
        options.DrainDelay = result.GetValue(_drain) is { } drain ? TimeSpan.FromSeconds(drain) : options.DrainDelay;
    }

    public bool IsBatching(ParseResult result) => !result.GetValue(_noBatching);

    public int? QueueLimit(ParseResult result) => result.GetValue(_queueLimit);

    public int? Threads(ParseResult result) => result.GetValue(_threads);

    private void Validate(CommandResult result)
    {
        var (urls, host) = (result.GetValue(_urls), result.GetValue(_host));
        if (urls is not null && (host is not null || result.GetResult(_port) is not null))
        {
            result.AddError("--urls says where to listen, and so do --host and --port; give one or the other.");
        }

        if (urls is not null && !ListenAddress.AreUrls(urls))
        {
            result.AddError($"--urls is '{urls}'; allowed: addresses such as http://127.0.0.1:8080, separated by ';', without a path.");
        }

        if (host is not null && !ListenAddress.IsHost(host))
        {
            result.AddError($"--host is '{host}'; allowed: localhost or an IP address of this machine.");
        }

        foreach (var model in result.GetValue(_model) ?? [])
        {
            if (!NamedModel.TryParse(model, out _))
            {
                result.AddError($"--model is '{model}'; allowed: NAME=DIR.");
            }
        }
    }
}
