using Npgsql;

namespace EmotionAI.Jobs.Postgres;

/// <summary>Reads an address in the form of libpq (<c>postgresql://user:password@host:port/database?sslmode=require</c>), which Npgsql does not.</summary>
internal static class PostgresAddress
{
    private const int DefaultPort = 5432;
    private const int ConnectSeconds = 10;

    /// <exception cref="EmotionAIException">It has a parameter that is not known.</exception>
    public static string ToConnectionString(Uri address)
    {
        var user = address.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = address.IdnHost,
            Port = address.Port > 0 ? address.Port : DefaultPort,
            Database = Unescaped(address.AbsolutePath.Trim('/')),
            Username = Unescaped(user[0]),
            Password = user.Length > 1 ? Unescaped(user[1]) : null,
            Timeout = ConnectSeconds,
            ApplicationName = "EmotionAI.Sdk.Jobs",
        };
        foreach (var parameter in address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = parameter.Split('=', 2) is [var key, var given] ? (Uri.UnescapeDataString(key), Uri.UnescapeDataString(given)) : (parameter, "");
            try
            {
                settings[name] = value.Replace("-", "", StringComparison.Ordinal);
            }
            catch (ArgumentException e)
            {
                throw new EmotionAIException(EmotionErrorCodes.SettingInvalid, $"The address of the queue has the parameter '{name}' with a value that is not allowed; allowed are those of Npgsql, such as sslmode=require.", innerException: e);
            }
        }

        return settings.ConnectionString;
    }

    private static string? Unescaped(string text) => text.Length == 0 ? null : Uri.UnescapeDataString(text);
}
