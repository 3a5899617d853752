using ContactsFunctions.Api.Tests.Harness;

namespace ContactsFunctions.Api.Tests.Jobs;

/// <summary>A process that is killed in the midst of an import: the next one on its folder ends it as though nothing had been.</summary>
public sealed class JobKillTests
{
    private const int Kills = 20;

    [Theory]
    [InlineData(0)]
    [InlineData(2_000)]
    public async Task An_import_whose_process_is_killed_at_a_random_moment_is_ended_by_the_next(int updates)
    {
        NeedsKills();
        await new KilledImport(updates).RunAsync();
    }

    [Fact]
    public async Task The_same_20_times()
    {
        NeedsKills();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CONTACTS_SLOW_TESTS") == "1", "20 kills and leases of 30 s take a quarter of an hour: set CONTACTS_SLOW_TESTS=1.");
        for (var i = 0; i < Kills; i++)
        {
            await new KilledImport(2_000).RunAsync();
        }
    }

    private static void NeedsKills()
    {
        ApiFixture.NeedsOwnProcess();
        Assert.SkipWhen(LocalHostProcess.OnCosmos, "The same fence on Cosmos DB is tested fault by fault against its emulator.");
    }
}
