using Microsoft.Extensions.Logging;

namespace TransferLedger.Postgres.Embedded;

/// <summary>What a server folder is worked with, the cluster made if it was missing.</summary>
internal sealed record ServerParts(ServerFolder Folder, Binaries Binaries, Cluster Cluster, LiveUsers Users)
{
    public static async Task<ServerParts> Gather(
        ServerFolder folder,
        EmbeddedPostgresOptions options,
        ILogger logger,
        CancellationToken cancellation
    )
    {
        folder.RemoveLeftovers();
        var major = folder.Major();
        var secrets = Secrets.Read(folder.Secrets);
        if (major is not null && secrets is null)
        {
            throw new EmbeddedPostgresUnavailable(
                $"{folder.Data} holds a cluster, but its passwords in {folder.Secrets} are missing; put that file back"
            );
        }

        var user = major is null ? await SystemUser.ForServer(cancellation) : secrets!.RunsAs;
        var binaries = await new BinariesSearch(options, user, logger).Find(major, cancellation);
        if (secrets is null || !string.Equals(secrets.RunsAs, user, StringComparison.Ordinal))
        {
            secrets = Secrets.Make(user);
            secrets.Write(folder.Secrets);
        }

        var cluster = new Cluster(folder, binaries, secrets, logger);
        if (major is null)
        {
            await cluster.Make(cancellation);
        }

        return new ServerParts(folder, binaries, cluster, new LiveUsers(folder.Users));
    }
}
