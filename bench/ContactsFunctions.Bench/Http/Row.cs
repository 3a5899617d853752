using System.Diagnostics;
using System.Globalization;

namespace ContactsFunctions.Bench.Http;

/// <summary>The rounds of one operation: LocalHost's and, when it has one, the control's, measured in turns.</summary>
internal sealed record Row(string Operation, int Clients, List<Round> Ours, List<Round> Control)
{
    public const string Head = """
        | operation | clients | LocalHost/s | control/s | share | share by round | p50 ms | p99 ms | control p50 | control p99 | CPU µs | control CPU µs |
        | --- | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |
        """;

    /// <summary>All requests over all time; the range is that of the rounds, each held against the control's beside it.</summary>
    public override string ToString()
    {
        var ours = Rate(Ours);
        if (Control.Count == 0)
        {
            return Format($"| {Operation} | {Clients} | {ours:N0} | | | | {Quantile(Ours, 0.5):F2} | {Quantile(Ours, 0.99):F2} | | | {Processor(Ours):F0} | |");
        }

        var shares = Ours.Zip(Control, (o, c) => o.PerSecond / c.PerSecond).Order().ToList();
        return Format($"| {Operation} | {Clients} | {ours:N0} | {Rate(Control):N0} | **{ours / Rate(Control):F2}** | {shares[0]:F2} – {shares[^1]:F2} | {Quantile(Ours, 0.5):F2} | {Quantile(Ours, 0.99):F2} | {Quantile(Control, 0.5):F2} | {Quantile(Control, 0.99):F2} | {Processor(Ours):F0} | {Processor(Control):F0} |");
    }

    private static double Rate(List<Round> rounds) => rounds.Sum(r => r.Requests) / rounds.Sum(r => r.Took.TotalSeconds);

    private static double Processor(List<Round> rounds) => rounds.Sum(r => r.Processor.TotalMicroseconds) / rounds.Sum(r => r.Requests);

    private static double Quantile(List<Round> rounds, double q)
    {
        var ticks = rounds.SelectMany(r => r.Ticks).Order().ToList();
        return ticks[(int)((ticks.Count - 1) * q)] * 1000.0 / Stopwatch.Frequency;
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
