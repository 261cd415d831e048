using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using TransferLedger.Core.Answers;
using TransferLedger.Core.Estimates;
using TransferLedger.Core.Events;
using TransferLedger.Core.Log;
using TransferLedger.Postgres;
using TransferLedger.Postgres.Embedded;
using TransferLedger.Postgres.Excerpts;
using TransferLedger.Postgres.Feed;
using TransferLedger.Postgres.Keys;
using TransferLedger.Postgres.Log;
using TransferLedger.Postgres.Projections;
using TransferLedger.Postgres.Sealing;
using TransferLedger.Server.Api;
using TransferLedger.Server.Background;
using TransferLedger.Server.Feed;
using TransferLedger.Server.Metrics;
using TransferLedger.Server.Names;
using TransferLedger.Server.Pages;
using TransferLedger.Server.Pages.Assets;
using TransferLedger.Server.Pages.Layout;
using TransferLedger.Server.RabbitMq;
using TransferLedger.Server.Sample;
using TransferLedger.Server.Subscriptions;

namespace TransferLedger.Server;

/// <summary>The server put together: database, log, projections, addresses. Started by the program and by tests alike.</summary>
internal sealed class LedgerHost : IAsyncDisposable
{
    private const int UsualPort = 5080;
    private const string SampleFlag = "--sample";

    private readonly LedgerDatabase database;
    private readonly PostgresLog log;
    private readonly WebApplication app;

    private LedgerHost(LedgerDatabase database, PostgresLog log, WebApplication app) =>
        (this.database, this.log, this.app) = (database, log, app);

    /// <summary>The first address that it listens on: <c>http://127.0.0.1:5080</c>.</summary>
    public string Address => app.Urls.First();

    public IServiceProvider Services => app.Services;

    /// <summary>Starts all parts; answers once the server listens.</summary>
    /// <param name="args"><c>--sample</c>, and any setting as <c>--Section:Name=value</c>.</param>
    /// <param name="before">What is to be there instead of what usually is; null: nothing.</param>
    public static async Task<LedgerHost> Start(
        string[] args,
        CancellationToken cancellation,
        Action<IServiceCollection>? before = null
    )
    {
        var builder = WebApplication.CreateBuilder(
            PageAssets.Found([.. args.Where(arg => arg != SampleFlag)])
        );
        builder.WebHost.UseStaticWebAssets();
        before?.Invoke(builder.Services);
        Configure(builder, sample: args.Contains(SampleFlag, StringComparer.Ordinal));
        var options = Validated(builder.Configuration);
        using var loggers = LoggerFactory.Create(logging =>
            logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole()
        );
        var database = await LedgerDatabase.Open(
            DatabaseOptions(builder.Configuration, options),
            loggers,
            cancellation
        );
        PostgresLog? log = null;
        try
        {
            log = await OpenLog(database, options, loggers, cancellation);
            AddLedger(builder.Services, database, log, options);
            await AddSigning(builder.Services, database, options, loggers, cancellation);
            var app = builder.Build();
            app.UseExceptionHandler(
                new ExceptionHandlerOptions { ExceptionHandler = PageProblems.OfException }
            );
            app.UseStatusCodePages(PageProblems.OfStatus);
            app.MapLedger();
            app.MapPages();
            PageAssets.Map(app);
            // From the first request on.
            app.Services.GetRequiredService<Measurements>();
            await app.Services.GetRequiredService<ProjectionRunner>().Prepare(cancellation);
            await app.StartAsync(cancellation);
            var host = new LedgerHost(database, log, app);
            await host.SettleIn(options, cancellation);
            return host;
        }
        catch
        {
            await (log?.DisposeAsync() ?? ValueTask.CompletedTask);
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>With the sample: what a person sees at the start.</summary>
    public async Task Greet(CancellationToken cancellation)
    {
        if (Services.GetRequiredService<IOptions<LedgerOptions>>().Value.Sample)
        {
            var today = Services.GetRequiredService<FilingDesk>().Today;
            await SampleGreeting.Print(
                Address,
                database.Home,
                Services.GetRequiredService<LedgerReads>(),
                today,
                cancellation
            );
        }
    }

    public Task WaitForShutdown() => app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        if (database.Home is { } home)
        {
            Home.RemoveAddress(home);
        }

        await app.StopAsync();
        await app.DisposeAsync();
        await log.DisposeAsync();
        await database.DisposeAsync();
    }

    private static void Configure(WebApplicationBuilder builder, bool sample)
    {
        if (sample)
        {
            builder.Configuration[$"{LedgerOptions.Section}:{nameof(LedgerOptions.Sample)}"] = "true";
        }

        if (builder.Configuration[WebHostDefaults.ServerUrlsKey] is null or "")
        {
            builder.WebHost.UseUrls($"http://127.0.0.1:{FreePort()}");
        }

        builder
            .Services.AddOptions<LedgerOptions>()
            .BindConfiguration(LedgerOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddOpenApi(Description.Configure);
        builder.Services.ConfigureHttpJsonOptions(json => AnswerJson.Configure(json.SerializerOptions));
        // A projection that stops says so itself and turns health unhealthy; reports are still taken.
        builder.Services.Configure<HostOptions>(host =>
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore
        );
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton<ProjectionRunner>();
        builder.Services.AddSingleton(Policy.Current);
        builder.Services.AddSingleton<KeyStore>();
        builder.Services.AddSingleton<FilingDesk>();
        builder.Services.AddSingleton<EditingDesk>();
        builder.Services.AddSingleton<Readers>();
        builder.Services.AddSingleton<FigureReader>();
        builder.Services.AddSingleton<RememberedAnswers>();
        builder.Services.AddSingleton<FigureLists>();
        builder.Services.AddSingleton<FigureConflicts>();
        builder.Services.AddSingleton<GetTiles.Tiles>();
        builder.Services.AddSingleton<LedgerGauges>();
        builder.Services.AddSingleton<Measurements>();
        builder.Services.AddSingleton<ExcerptStore>();
        builder.Services.AddSingleton<FeedTail>();
        builder.Services.AddSingleton<FeedReads>();
        builder.Services.AddSingleton<FeedRunner>();
        builder.Services.AddSingleton<FeedPlaces>();
        builder.Services.AddSingleton<UnreadableErasures>();
        builder.Services.AddHostedService<ProjectionService>();
        builder.Services.AddHostedService<FeedService>();
        builder.Services.AddSingleton<IValidateOptions<RabbitMqOptions>, RabbitMqChecks>();
        builder
            .Services.AddOptions<RabbitMqOptions>()
            .BindConfiguration(RabbitMqOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddHostedService<RabbitMqService>();
        builder.Services.AddHostedService<ErasureService>();
        builder.Services.AddWebhooks();
        builder.Services.AddPages();
    }

    // Not owned by the container: they outlive it, and are closed in an order of their own.
    private static void AddLedger(
        IServiceCollection services,
        LedgerDatabase database,
        PostgresLog log,
        LedgerOptions options
    )
    {
        services.AddSingleton(database.Source);
        services.AddSingleton(new LedgerReads(database.Reads));
        services.AddSingleton(new NameReads(database.Reads));
        services.AddSingleton<NameSearch>();
        services.AddSingleton<UnknownNames>();
        services.AddSingleton(log);
        services.AddSingleton<ILog>(log);
        services.AddSingleton(new LedgerTiles(database.Source));
        services.AddSingleton(_ => new LedgerTree(database.Source));
        services.AddSingleton(new SignedHeads(database.Source, options.Origin, TimeProvider.System));
    }

    private static async Task AddSigning(
        IServiceCollection services,
        LedgerDatabase database,
        LedgerOptions options,
        ILoggerFactory loggers,
        CancellationToken cancellation
    )
    {
        var signing = await Signing.Set(database, options, loggers, cancellation);
        if (!signing.IsOk)
        {
            throw new OptionsValidationException(
                LedgerOptions.Section,
                typeof(LedgerOptions),
                signing.Faults.Select(fault => fault.Says)
            );
        }

        services.AddSingleton(signing.Value);
        services.AddHostedService<SigningService>();
    }

    private static LedgerOptions Validated(ConfigurationManager configuration)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddOptions<LedgerOptions>()
            .BindConfiguration(LedgerOptions.Section)
            .ValidateDataAnnotations()
            .Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<LedgerOptions>>().Value;
    }

    private static LedgerDatabaseOptions DatabaseOptions(
        ConfigurationManager configuration,
        LedgerOptions options
    )
    {
        var embedded = new EmbeddedPostgresOptions();
        return new LedgerDatabaseOptions
        {
            Connection = configuration.GetConnectionString("Ledger"),
            ReadsConnection = configuration.GetConnectionString("LedgerReads"),
            OwnerConnection = configuration.GetConnectionString("LedgerOwner"),
            Embedded = options.DataFolder is { Length: > 0 } folder
                ? embedded with
                {
                    DataFolder = Path.Combine(folder, "postgres"),
                }
                : embedded,
        };
    }

    private static async Task<PostgresLog> OpenLog(
        LedgerDatabase database,
        LedgerOptions options,
        ILoggerFactory loggers,
        CancellationToken cancellation
    )
    {
        var log = await PostgresLog.Open(
            database.Source,
            new PostgresLogOptions { Origin = options.Origin },
            loggers.CreateLogger<PostgresLog>(),
            TimeProvider.System,
            cancellation
        );
        if (
            await log.Read(Position.First, limit: 1, cancellation) is [var first]
            && EntryBytes.Read(first.Bytes).Ledger != options.Origin
        )
        {
            await log.DisposeAsync();
            throw new OptionsValidationException(
                LedgerOptions.Section,
                typeof(LedgerOptions),
                [
                    $"This ledger's origin is {EntryBytes.Read(first.Bytes).Ledger} for ever; Ledger:Origin says {options.Origin}.",
                ]
            );
        }

        return log;
    }

    private async Task SettleIn(LedgerOptions options, CancellationToken cancellation)
    {
        if (database.Home is { } home)
        {
            await Home.EnsureAdminKey(home, Services.GetRequiredService<KeyStore>(), cancellation);
            await Home.WriteAddress(home, Address, cancellation);
        }

        if (options.Sample)
        {
            await SampleReports.FileIfEmpty(log, Services.GetRequiredService<FilingDesk>(), cancellation);
        }

        Services.GetRequiredService<Readiness>().Declare();
    }

    /// <summary>The usual port, or any where another program has it.</summary>
    private static int FreePort()
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, UsualPort);
            probe.Start();
            return UsualPort;
        }
        catch (SocketException)
        {
            return 0;
        }
    }
}
