using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Queries;

public sealed class MeaningTests
{
    [Fact]
    public async Task The_memory_store_finds_what_the_reference_finds_in_the_same_order()
    {
        var time = new FakeTime();
        await MeaningCheck.RunAsync(new MemoryDocumentStore(time, MemoryDocumentStore.Cosmos), time, 500, 1_000, TestContext.Current.CancellationToken);
    }
}
