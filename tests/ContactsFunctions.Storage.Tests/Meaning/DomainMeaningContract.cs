using ContactsFunctions.Storage.Tests.Contract;
using ContactsFunctions.Tests.Meaning;

namespace ContactsFunctions.Storage.Tests.Meaning;

/// <summary>Contacts written and queried through the domain: the engine finds what the reference over raw values finds, in its order.</summary>
public abstract class DomainMeaningContract<THarness>(int contacts, int queries) : StoreContract<THarness>
    where THarness : StoreHarness, new()
{
    [Fact]
    public Task Queries_over_contacts_find_what_the_reference_finds_in_the_same_order() => MeaningCheck.RunAsync(Store, TimeProvider.System, contacts, queries, Cancel);
}
