using System.Collections.Concurrent;
using ContactsFunctions.Core.Values;

namespace ContactsFunctions.Core.Tests.Values;

public sealed class VersionedUuidTests
{
    private static readonly Guid s_dns = new("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    [Fact]
    public void NewVersion7_holds_version_variant_and_time()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var text = VersionedUuid.NewVersion7(TimeProvider.System).ToString();
        Assert.Equal('7', text[14]);
        Assert.Contains(text[19], "89ab");
        // Above the time may be what another test's clock, set ahead, has left in the process.
        Assert.InRange(Convert.ToInt64(text[..8] + text[9..13], 16), before, DateTimeOffset.UtcNow.AddYears(100).ToUnixTimeMilliseconds());
    }

    [Fact]
    public void NewVersion7_increases_strictly_while_the_clock_stands_or_goes_back()
    {
        var clock = new Clock();
        var last = "";
        for (var i = 0; i < 20_000; i++)
        {
            clock.Now -= i % 100 == 0 ? TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
            var next = VersionedUuid.NewVersion7(clock).ToString();
            Assert.True(string.CompareOrdinal(last, next) < 0, $"{next} after {last}");
            last = next;
        }
    }

    [Fact]
    public void NewVersion7_increases_on_every_thread_and_never_repeats()
    {
        var all = new ConcurrentBag<string>();
        Parallel.For(0, 8, _ =>
        {
            var last = "";
            for (var i = 0; i < 5_000; i++)
            {
                var next = VersionedUuid.NewVersion7(TimeProvider.System).ToString();
                Assert.True(string.CompareOrdinal(last, next) < 0, $"{next} after {last}");
                all.Add(last = next);
            }
        });
        // The first 60 bits alone are unique: time and counter.
        Assert.Equal(40_000, all.Select(text => text[..18]).Distinct().Count());
    }

    [Fact]
    public void Version5_is_that_of_RFC_9562() =>
        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), VersionedUuid.Version5(s_dns, "www.example.com"));

    [Fact]
    public void Version5_hashes_names_as_UTF8()
    {
        Assert.NotEqual(VersionedUuid.Version5(s_dns, "é"), VersionedUuid.Version5(s_dns, "e"));
        Assert.Equal('5', VersionedUuid.Version5(s_dns, "用户").ToString()[14]);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
