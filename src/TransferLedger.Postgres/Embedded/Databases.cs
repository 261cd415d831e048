using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace TransferLedger.Postgres.Embedded;

/// <summary>Roles and databases of an embedded server, made as its administrator; everything here can be done again.</summary>
internal static class Databases
{
    public static async Task EnsureRoles(Connections connections, CancellationToken cancellation)
    {
        await using var connection = await connections.OpenAdministrator(
            Connections.MaintenanceDatabase,
            cancellation
        );
        await Run(connection, await RolesScript(), cancellation);
        await SetPassword(connection, Connections.OwnerRole, connections.Secrets.Owner, cancellation);
        await SetPassword(connection, Connections.ServerRole, connections.Secrets.Server, cancellation);
    }

    public static async Task Create(
        Connections connections,
        string name,
        string? template,
        CancellationToken cancellation
    )
    {
        await using var connection = await connections.OpenAdministrator(
            Connections.MaintenanceDatabase,
            cancellation
        );
        if (template is not null)
        {
            await LeaveAlone(connection, template, cancellation);
        }

        var from = template is null ? "" : $" template {Quoted(template)}";
        try
        {
            await Run(
                connection,
                $"create database {Quoted(name)} owner {Connections.OwnerRole}{from}",
                cancellation
            );
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase)
        {
            // It is there: what follows may still be missing.
        }

        await Run(
            connection,
            $"""
            revoke all on database {Quoted(name)} from public;
            grant connect on database {Quoted(name)} to {Connections.ServerRole}
            """,
            cancellation
        );
    }

    // A template can be copied only while nobody is connected to it.
    private static async Task LeaveAlone(
        NpgsqlConnection connection,
        string template,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1",
            connection
        );
        command.Parameters.AddWithValue(template);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static Task SetPassword(
        NpgsqlConnection connection,
        string role,
        string password,
        CancellationToken cancellation
    ) => Run(connection, $"alter role {role} password '{password}'", cancellation);

    [SuppressMessage("Security", "CA2100", Justification = "DDL takes no parameters; names are quoted.")]
    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Quoted(string name) =>
        name.Length is > 0 and <= 63 && !name.Contains('\0', StringComparison.Ordinal)
            ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : throw new ArgumentException(
                "A database name has 1 to 63 characters, none of them U+0000.",
                nameof(name)
            );

    private static async Task<string> RolesScript()
    {
        await using var resource = typeof(Databases).Assembly.GetManifestResourceStream("roles.sql")!;
        using var reader = new StreamReader(resource);
        return await reader.ReadToEndAsync();
    }
}
