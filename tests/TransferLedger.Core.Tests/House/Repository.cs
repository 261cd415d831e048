namespace TransferLedger.Core.Tests.House;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Core => Path.Combine(Root, "src", "TransferLedger.Core");

    /// <summary>Files that belong to the project: not what was built.</summary>
    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    private static string Find()
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            if (File.Exists(Path.Combine(folder.FullName, "TransferLedger.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("These tests run from a checkout of TransferLedger.");
    }
}
