namespace TransferLedger.Postgres.Embedded;

/// <summary>Whom the server runs as: PostgreSQL refuses to run as root.</summary>
internal static class SystemUser
{
    private static readonly string[] Unprivileged = ["postgres", "nobody"];

    /// <summary>Null: as ourselves.</summary>
    public static async Task<string?> ForServer(CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        foreach (var user in Unprivileged)
        {
            if ((await new Command("id", ["-u", user]).Run(cancellation)).Succeeded)
            {
                return user;
            }
        }

        throw new EmbeddedPostgresUnavailable(
            "PostgreSQL does not run as root, and this system has neither a user postgres nor a user nobody"
        );
    }
}
