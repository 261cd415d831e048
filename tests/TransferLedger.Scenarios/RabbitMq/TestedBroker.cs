using RabbitMQ.Client;

namespace TransferLedger.Scenarios.RabbitMq;

/// <summary>A broker for as long as the test runs.</summary>
internal static class TestedBroker
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    extension(Broker)
    {
        /// <summary>Skips the test where no broker is installed.</summary>
        public static Task<Broker> Start()
        {
            Assert.SkipUnless(Broker.IsThere, Broker.Missing);
            return Broker.Start(Stop);
        }
    }

    extension(Broker broker)
    {
        public Task Run() => broker.Run(Stop);

        public Task<IConnection> Connect() => broker.Connect(Stop);
    }
}
