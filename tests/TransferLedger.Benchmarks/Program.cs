return args is ["estimates"] ? TransferLedger.Benchmarks.EstimateBenchmark.Run() : 0;
