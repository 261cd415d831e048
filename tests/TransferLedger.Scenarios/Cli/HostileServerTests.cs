using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TransferLedger.Cli.Frame;
using TransferLedger.Cli.Mirrors;
using TransferLedger.Cli.Server;

namespace TransferLedger.Scenarios.Cli;

/// <summary>A server that means harm, or is broken: it can neither fill the memory of who asks it nor keep them for ever.</summary>
public sealed class HostileServerTests : IAsyncLifetime
{
    private const int Patience = 180_000;
    private static readonly TimeSpan Hasty = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(60);
    private readonly WebApplication host;
    private RequestDelegate answer = _ => Task.CompletedTask;

    public HostileServerTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        host = builder.Build();
        host.Run(context => answer(context));
    }

    public async ValueTask InitializeAsync() => await host.StartAsync();

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Theory(Timeout = Patience)]
    [InlineData("tile/0/000.p/7", 7 * 32)]
    [InlineData("tile/2/000", 256 * 32)]
    [InlineData("tile/entries/000.p/1", 65_537)]
    [InlineData("checkpoint", 1_000_000)]
    [InlineData("log.vkey", 65_536)]
    public async Task Of_a_body_no_more_is_read_than_it_can_have(string path, int most)
    {
        var length = most;
        answer = async context => await context.Response.Body.WriteAsync(new byte[length]);

        var read = await Tiles().Read(path, TestContext.Current.CancellationToken);
        length++;

        Assert.Equal(most, read!.Value.Length);
        Assert.Equal("server.too-long", await Refused(path));
    }

    [Fact(Timeout = Patience)]
    public async Task A_length_that_is_announced_as_too_long_is_not_waited_for()
    {
        answer = async context =>
        {
            context.Response.ContentLength = 7 * 32 + 1;
            await context.Response.Body.FlushAsync();
            await Gone(context);
        };

        Assert.Equal("server.too-long", await Refused("tile/0/000.p/7"));
    }

    [Fact(Timeout = Patience)]
    public async Task A_body_that_drips_is_given_up()
    {
        answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[1]);
                await context.Response.Body.FlushAsync();
                await Task.Delay(20);
            }
        };

        Assert.Equal("server.slow", await Refused("checkpoint", Hasty));
    }

    [Theory(Timeout = Patience)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_whose_cursors_lead_nowhere_comes_to_an_end(bool isSame)
    {
        var pages = 0;
        answer = context =>
        {
            var next = isSame ? 0 : pages;
            pages++;
            return context.Response.WriteAsJsonAsync(
                new { items = new[] { 1 }, next = next.ToString(CultureInfo.InvariantCulture) }
            );
        };
        using var server = Client();

        var halt = await Assert.ThrowsAsync<HaltException>(() =>
            server.GetAll("corridors", TestContext.Current.CancellationToken)
        );

        Assert.Equal("server.endless", halt.Complaints[0].Code);
        Assert.Equal(isSame ? 2 : ServerClient.MostPages, pages);
    }

    [Fact(Timeout = Patience)]
    public async Task The_tool_says_so_and_leaves_nothing_behind()
    {
        using var scratch = new Audit.ScratchFolder();
        answer = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[4_096]);
            }
        };

        var mirrored = await new Tool().Run("mirror", host.Urls.First(), scratch.In("mirror"));

        Assert.Equal(3, mirrored.ExitCode);
        Assert.Contains("server.too-long", mirrored.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(scratch.In("mirror/log.vkey")));
    }

    private ServerAddress Address => new(new Uri(host.Urls.First() + "/"), Key: null);

    private ServerClient Client(TimeSpan? limit = null) => ServerClient.Hasty(Address, limit ?? Usual);

    private ServerTiles Tiles(TimeSpan? limit = null) => new(Address, Client(limit));

    private async Task<string> Refused(string path, TimeSpan? within = null) =>
        (
            await Assert.ThrowsAsync<HaltException>(() =>
                Tiles(within).Read(path, TestContext.Current.CancellationToken)
            )
        )
            .Complaints[0]
            .Code;

    private static Task Gone(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(gone.SetResult);
        return gone.Task;
    }
}
