using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Core.Tests.Contacts;

public sealed class SequenceNumberTests
{
    [Fact]
    public async Task Numbers_begin_at_one_and_follow_each_other_with_one_request_a_block()
    {
        var store = new MemoryDocumentStore(new FakeTime());
        var numbers = new SequenceNumbers(store);
        var cancel = TestContext.Current.CancellationToken;
        Assert.Equal(1, await numbers.TakeAsync("a", 1, cancel));
        Assert.Equal(2, await numbers.TakeAsync("a", 998, cancel));
        Assert.Equal(1, await numbers.TakeAsync("b", 1, cancel));
        Assert.Equal(1_000, await numbers.TakeAsync("a", 1, cancel));
        Assert.Equal(2, store.Requests.Count);
        Assert.Equal(1_001, await numbers.TakeAsync("a", 1_000, cancel));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await numbers.TakeAsync("a", 1_001, cancel));
    }

    [Fact]
    public async Task No_number_is_given_twice_by_two_processes_and_many_threads()
    {
        var store = new MemoryDocumentStore(new FakeTime());
        SequenceNumbers[] processes = [new(store), new(store)];
        var cancel = TestContext.Current.CancellationToken;
        var taken = await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            var mine = new List<long>();
            for (var i = 0; i < 300; i++)
            {
                var count = 1 + (i + worker) % 40;
                var first = await processes[worker % 2].TakeAsync("a", count, cancel);
                mine.AddRange(Enumerable.Range(0, count).Select(n => first + n));
            }

            return mine;
        })));
        var all = taken.SelectMany(t => t).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.True(all.Min() >= 1);
    }
}
