using BenchmarkDotNet.Running;
using ContactsFunctions.Bench.Http;
using ContactsFunctions.Bench.Micro;

const string Usage = """
    ContactsFunctions.Bench                 LocalHost against the control, over loopback; prints a table (below two minutes)
    ContactsFunctions.Bench --only <text>   the rows whose operation holds the text
    ContactsFunctions.Bench micro [...]     the hot paths of Core; the rest goes to BenchmarkDotNet, --filter '*' when there is none
    """;

switch (args)
{
    case ["control", var file]:
        await ControlServer.RunAsync(file);
        return 0;
    case ["micro", .. var rest]:
        BenchmarkSwitcher.FromTypes([typeof(ContactBenchmarks), typeof(ValueBenchmarks)]).Run(rest.Length > 0 ? rest : ["--filter", "*"]);
        return 0;
    case []:
        HttpBenchmark.Run("");
        return 0;
    case ["--only", var text]:
        HttpBenchmark.Run(text);
        return 0;
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
