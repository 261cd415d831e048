namespace TransferLedger.Scenarios.Http;

/// <summary>Files that lie in the source tree: samples, and what was approved.</summary>
internal static class SourceTree
{
    /// <summary>Set to 1 it writes approved files anew instead of comparing them.</summary>
    private const string ApproveVariable = "TRANSFERLEDGER_APPROVE";

    public static string Root { get; } = FolderAbove("TransferLedger.sln");

    /// <summary>What is said now must be what was approved: <c>Http/Approved/&lt;name&gt;</c>.</summary>
    public static async Task MustBeApproved(string name, string now)
    {
        var path = Path.Combine(Root, "tests/TransferLedger.Scenarios/Http/Approved", name);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            await File.WriteAllTextAsync(path, now, TestContext.Current.CancellationToken);
        }

        var approved = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.True(
            approved == now,
            $"{name} is not what was approved. If the change is meant, run again with {ApproveVariable}=1 and read the difference."
        );
    }

    private static string FolderAbove(string marker)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, marker)))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException($"No folder above the tests holds {marker}.");
    }
}
