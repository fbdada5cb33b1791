using YallaTake;

// No BenchmarkDotNet: it measures methods, each in a process of its own. What is asked here is how two pipelines compare on one sandbox in
// one process.
if (FreshProcess.RunAsChild(args) || ReportSpeed.RunAsChild(args) || LedgerHost.RunAsChild(args) || DeskHost.RunAsChild(args))
    return 0;

BenchmarkOptions options;
try
{
    options = BenchmarkOptions.Parse(args);
}
catch (FormatException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}

Benchmark[] benchmarks =
[
    new CatalogueSpeed(10_000),
    new CatalogueSpeed(100_000),
    new CatalogueMemory(),
    new CatalogueLook(10_000),
    new CatalogueLook(100_000),
    new StatusSpeed(),
    new StatusCost(),
    new StatusMemory(),
    new OrderSpeed(),
    new SharedLedgerSpeed(),
    new ImportSpeed(),
    new ScriptSpeed(),
    new LedgerOfYears(),
    new ReportSpeed(),
    new Growth(),
];

var rows = new List<Row>();
foreach (var benchmark in benchmarks.Where(benchmark => benchmark.Title.Contains(options.Only, StringComparison.OrdinalIgnoreCase)))
{
    Console.Error.WriteLine($"{benchmark.Title} …");
    rows.AddRange(benchmark.Run(new Rounds(options.Rounds)));
}

Console.WriteLine("| what | result | bound | meets | from |");
Console.WriteLine("| --- | ---: | ---: | --- | --- |");
foreach (var row in rows)
    Console.WriteLine(
        $"| {row.What.Replace("|", "\\|")} | {row.Result} | {row.Bound} | {(row.Bound is null ? "" : row.Meets ? "yes" : "NO")} | "
        + $"{row.From} |");
return rows.TrueForAll(row => row.Meets) ? 0 : 1;
