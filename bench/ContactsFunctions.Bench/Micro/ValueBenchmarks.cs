using BenchmarkDotNet.Attributes;
using ContactsFunctions.Core.Storage;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Bench.Micro;

/// <summary>The values that every contact is made of.</summary>
[MemoryDiagnoser]
public class ValueBenchmarks
{
    /// <summary>Plain English.</summary>
    [Benchmark]
    public string FoldAscii() => TextFold.Fold("Charlotte Featherstone");

    /// <summary>Text that goes through form C twice.</summary>
    [Benchmark]
    public string FoldAccents() => TextFold.Fold("Žofie Křížková-Dvořáková");

    /// <summary>Nearly all text is returned as it is.</summary>
    [Benchmark]
    public string Order() => CodePointOrder.Encode("CHARLOTTE FEATHERSTONE");

    /// <summary>A national number with punctuation.</summary>
    [Benchmark]
    public string? Phone() => PhoneNumber.ToE164("(415) 555-0132", "US");

    /// <summary>A time as stored.</summary>
    [Benchmark]
    public string FormatTime() => Timestamp.Format(DateTimeOffset.UnixEpoch);

    /// <summary>The id of a contact, of an e-mail, of a phone.</summary>
    [Benchmark]
    public Guid NewId() => VersionedUuid.NewVersion7(TimeProvider.System);
}
