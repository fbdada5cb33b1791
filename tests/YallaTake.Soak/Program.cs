using System.Globalization;
using System.Text.Json;
using YallaTake;

switch (args)
{
    case []:
        return await Soak.RunAsync(TimeSpan.FromMinutes(10), Environment.TickCount);
    case ["--minutes", var minutes]:
        return await Soak.RunAsync(Minutes(minutes), Environment.TickCount);
    case ["--minutes", var minutes, "--seed", var seed]:
        return await Soak.RunAsync(Minutes(minutes), int.Parse(seed, CultureInfo.InvariantCulture));
    case ["work", var name, var minutes, var seed]:
        Console.WriteLine(
            JsonSerializer.Serialize(await Worker.RunAsync(name, Minutes(minutes), int.Parse(seed, CultureInfo.InvariantCulture))));
        return 0;
    default:
        Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/YallaTake.Soak -- [--minutes 10 [--seed 1]]");
        return 2;
}

static TimeSpan Minutes(string text) => TimeSpan.FromMinutes(double.Parse(text, CultureInfo.InvariantCulture));
