using System.Text;
using ContactsFunctions.Core.Access;
using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Queries;
using ContactsFunctions.Core.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace ContactsFunctions.Tests.Meaning;

/// <summary>
/// Holds an engine to <see cref="ReferenceEvaluator"/>: random contacts are written through the write path, random queries are paged through
/// the read path, and each must give the reference's ids in the reference's order, with an exact <c>has_more</c> and count.
/// </summary>
public sealed class MeaningCheck(IDocumentStore store, TimeProvider time, ulong seed)
{
    private readonly Team team = new("meaning-" + Guid.NewGuid().ToString("N")[..16], "Meaning", "US");
    private readonly TeamSchemas schemas = new(store, time);

    /// <summary>Runs with a seed of its own, which a failure names.</summary>
    public static Task RunAsync(IDocumentStore store, TimeProvider time, int contacts, int queries, CancellationToken cancel) =>
        new MeaningCheck(store, time, (ulong)Random.Shared.NextInt64()).RunAsync(contacts, queries, cancel);

    /// <summary>Runs in a team of its own, which stays in the store.</summary>
    public async Task RunAsync(int contacts, int queries, CancellationToken cancel)
    {
        var schemaDocument = new Document(SchemaDocument.Id, SchemaDocument.Kind, SchemaDocument.Write(MeaningSchema.Definitions));
        Assert.True((await store.CommitAsync(
            team.Id, new Commit(Commit.NewId(), [new DocumentWrite.Create(TeamDocument.Of(team)), new DocumentWrite.Create(schemaDocument)]), cancel)).IsCommitted);
        var schema = await schemas.GetAsync(team, cancel);
        await FillAsync(contacts, schema, cancel);

        var query = new ContactQuery(store, schemas);
        var (all, _) = await query.PageAsync(team, new ContactPageRequest(contacts + 1) { IncludeDeleted = true }, cancel);
        var stored = all!.Contacts.Select(c => c.Contact).ToList();
        Assert.Equal(contacts, stored.Count);

        var reference = new ReferenceEvaluator(schema);
        var requests = new RandomQueries(schema, stored).Any.Sample(40, Rnd(1), queries).ToList();
        for (var i = 0; i < requests.Count; i++)
        {
            var request = requests[i];
            var expected = stored
                .Where(c => (request.IncludeDeleted || c.DeletedAt is null) && (request.ListId is null || c.Lists.ContainsKey(request.ListId)))
                .Where(c => request.Where is null || reference.Holds(c, request.Where))
                .Order(Comparer<Contact>.Create((a, b) => reference.Compare(a, b, request.Sort)))
                .Select(c => c.Id).ToList();
            var actual = await PageThroughAsync(query, request, expected.Count, cancel);
            if (!expected.SequenceEqual(actual))
            {
                Assert.Fail(Explain(i, request, stored, expected, actual));
            }
        }
    }

    private async Task FillAsync(int contacts, Schema schema, CancellationToken cancel)
    {
        var generator = Gen.CollectToList(Enumerable.Range(0, contacts).Select(i => RandomContacts.One(i, schema)));
        var changes = generator.Sample(8, Rnd(0), 1).First().Select(ContactChange (values) => new ContactChange.Create(values)).ToList();
        var writer = new ContactWriter(store, schemas, new SequenceNumbers(store), time);
        var made = await WriteAsync(writer, changes, cancel);
        await WriteAsync(writer, [.. made.Where((_, i) => i % 9 == 0).Select(o => new ContactChange.Delete(o.ContactId!.Value))], cancel);
    }

    private async Task<List<ContactOutcome>> WriteAsync(ContactWriter writer, List<ContactChange> changes, CancellationToken cancel)
    {
        var outcomes = new List<ContactOutcome>();
        while (outcomes.Count < changes.Count)
        {
            outcomes.AddRange((await writer.WriteGroupAsync(team, changes, outcomes.Count, null, cancel)).Outcomes);
        }

        Assert.All(outcomes, o => Assert.False(o is ContactOutcome.Failed, $"seed {seed}: {o}"));
        return outcomes;
    }

    private async Task<List<Guid>> PageThroughAsync(ContactQuery query, ContactPageRequest request, int expected, CancellationToken cancel)
    {
        var ids = new List<Guid>();
        ContactPage? page = null;
        do
        {
            (page, var error) = await query.PageAsync(team, request with { Cursor = page?.NextCursor, IncludeTotal = page is null }, cancel);
            Assert.True(error is null, $"seed {seed}: {error}, {Show(request)}");
            Assert.True(page!.Total is null || page.Total == expected, $"seed {seed}: {page.Total} counted, {expected} expected, {Show(request)}");
            Assert.True(page.HasMore == page.NextCursor is not null && page.Contacts.Count <= request.Limit && (!page.HasMore || page.Contacts.Count == request.Limit), $"seed {seed}: {Show(request)}");
            ids.AddRange(page.Contacts.Select(c => c.Contact.Id));
        }
        while (page.HasMore && ids.Count <= expected + request.Limit);

        return ids;
    }

    private string Explain(int index, ContactPageRequest request, List<Contact> stored, List<Guid> expected, List<Guid> actual)
    {
        var (missing, surplus) = (expected.Except(actual).ToList(), actual.Except(expected).ToList());
        var culprit = stored.FirstOrDefault(c => c.Id == missing.Concat(surplus).FirstOrDefault());
        return $"seed {seed}, query {index}: {Show(request)}\nexpected {expected.Count}, got {actual.Count}, missing {missing.Count}, surplus {surplus.Count}"
            + (culprit is null ? ", other order" : $"\nfor example {(missing.Count > 0 ? "missing" : "surplus")} {Encoding.UTF8.GetString(ContactDocument.Write(culprit))}");
    }

    private static string Show(ContactPageRequest request) =>
        $"limit {request.Limit}, sort {string.Join(',', request.Sort.Select(s => (s.Descending ? "-" : "") + s.Slug))}, deleted {request.IncludeDeleted}, list {request.ListId}, where {(request.Where is null ? "-" : Show(request.Where))}";

    private static string Show(Condition condition) => condition switch
    {
        Condition.All all => $"all({string.Join("; ", all.Conditions.Select(Show))})",
        Condition.AnyOf any => $"any({string.Join("; ", any.Conditions.Select(Show))})",
        Condition.Not not => $"not({Show(not.Condition)})",
        Condition.OneOf one => $"{one.Slug} one of [{string.Join(" | ", one.Texts)}]",
        Condition.Leaf leaf => $"{leaf.Slug} {leaf.Operator.Name()} {leaf.Operand.Show(2_000)}",
        _ => "",
    };

    private Rnd Rnd(ulong part) => new(seed, (part << 1) | 1);
}
