namespace TransferLedger.Postgres.Embedded;

/// <summary>What lies where in the data folder of an embedded server.</summary>
internal sealed record ServerFolder(string Root)
{
    /// <summary>Begins the names of clusters that are still being made.</summary>
    public const string Unfinished = "making-";

    /// <summary>PostgreSQL's own data directory; whole as soon as it is there.</summary>
    public string Data => Path.Combine(Root, "data");

    public string Secrets => Path.Combine(Root, "secrets");

    /// <summary>Where initdb reads the administrator's password, while it runs.</summary>
    public string PasswordFile => Path.Combine(Root, "password");

    public string ServerLog => Path.Combine(Data, "server.log");

    public string Users => Path.Combine(Root, "users");

    /// <summary>Held by whoever starts, joins or stops the server.</summary>
    public string Turn => Path.Combine(Root, "turn.lock");

    /// <summary>Removes what a process that was killed while it made a cluster left behind.</summary>
    public void RemoveLeftovers()
    {
        File.Delete(PasswordFile);
        Folders.RemoveLeftovers(Root, Unfinished);
    }

    /// <summary>The major version that made the cluster; null where there is none.</summary>
    public int? Major()
    {
        if (!Directory.Exists(Data))
        {
            return null;
        }

        var file = Path.Combine(Data, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file).AsSpan().Trim(), out var major)
            ? major
            : throw new EmbeddedPostgresUnavailable(
                $"{Data} has no readable PG_VERSION, so it is not a PostgreSQL data folder; move it away"
            );
    }
}
