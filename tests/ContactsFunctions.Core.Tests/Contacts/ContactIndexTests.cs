using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using ContactsFunctions.Core.Storage;
using static ContactsFunctions.Core.Tests.TeamFixture;

namespace ContactsFunctions.Core.Tests.Contacts;

/// <summary>What of a contact can be searched, sorted by and found by free text.</summary>
public sealed class ContactIndexTests
{
    private static readonly Editing Edit = new(Define("site", PropertyType.Url), Define("home", PropertyType.Address), Define("gone") with { Deleted = true });

    [Theory]
    [InlineData("""{"city":"Straße é"}""", "city", "STRAßE É")]
    [InlineData("""{"city":"e\u0301"}""", "city", "É")]
    [InlineData("""{"external_id":"aB"}""", "external_id", "aB")]
    [InlineData("""{"account_external_id":"aB"}""", "account_external_id", "aB")]
    [InlineData("""{"portal_role_id":"aB"}""", "portal_role_id", "aB")]
    [InlineData("""{"portal_role":"aB"}""", "portal_role", "AB")]
    [InlineData("""{"site":"https://x.io/aB"}""", "site", "https://x.io/aB")]
    [InlineData("""{"photo_url":"https://x.io/aB"}""", "photo_url", "https://x.io/aB")]
    [InlineData("""{"linkedin":"in/Ann"}""", "linkedin", "IN/ANN")]
    [InlineData("""{"type":"vendor"}""", "type", "vendor")]
    [InlineData("""{"phone":"(415) 555-2671"}""", "phone", "14155552671")]
    [InlineData("""{"phone":"ask 77"}""", "phone", "ask 77")]
    [InlineData("""{"email":"Ann@x.io"}""", "emails", "ANN@X.IO")]
    [InlineData("""{"full_name":"Ann Lee"}""", "last_name", "LEE")]
    [InlineData("""{"first_name":"Ann","last_name":"Lee"}""", "full_name", "ANN LEE")]
    public void Texts_are_folded_unless_exact(string body, string slug, string expected) =>
        Assert.Equal(IndexValue.Of(expected), Assert.Single(Field(Edit.Apply(body), slug)!.Values));

    [Fact]
    public void An_object_is_only_present_and_an_absent_property_is_not_there()
    {
        var index = ContactIndex.Of(Edit.Apply("""{"home":{"city":"Oslo"}}"""), Edit.Schema);
        Assert.Equal(["home", "created_at", "updated_at"], index.Search.Select(f => f.Slug).OrderBy(s => s != "home"));
        Assert.Equal(["created_at", "updated_at"], index.Sort.Select(f => f.Slug));
    }

    [Fact]
    public void Search_ends_at_512_and_order_at_100_code_points()
    {
        var index = ContactIndex.Of(Edit.Apply($$"""{"city":"{{string.Concat(Enumerable.Repeat("\U0001F600", 600))}}"}"""), Edit.Schema);
        Assert.Equal(512, index.Search.Single(f => f.Slug == "city").Values[0].Text!.EnumerateRunes().Count());
        Assert.Equal(100, SortKey.ValueOf(index.Sort.Single(f => f.Slug == "city").Key).ToString().EnumerateRunes().Count());
    }

    [Fact]
    public void Multiple_values_are_distinct_in_search_and_have_no_order()
    {
        var index = ContactIndex.Of(Edit.Apply("""{"tags":["a","A","b"]}"""), Edit.Schema);
        Assert.Equal([IndexValue.Of("A"), IndexValue.Of("B")], index.Search.Single(f => f.Slug == "tags").Values);
        Assert.DoesNotContain(index.Sort, s => s.Slug == "tags");
    }

    [Fact]
    public void Values_of_a_deleted_definition_stay_searchable_for_its_return()
    {
        var contact = Edit.Apply("{}") with { Properties = new Dictionary<string, PropertyValue> { ["gone"] = new PropertyValue.Text("a") } };
        Assert.NotNull(Field(contact, "gone"));
    }

    [Theory]
    [InlineData("ann", true)]
    [InlineData("LEE ann", true)]
    [InlineData("an le", true)]
    [InlineData("nn", false)]
    [InlineData("ann bob", false)]
    [InlineData("müller", true)]
    [InlineData("mu\u0308ll", true)]
    [InlineData("gmbh", true)]
    [InlineData("ann.lee@example.com", true)]
    [InlineData("Ann.Lee@exam", true)]
    [InlineData("lee@example.com", true)]
    [InlineData("example", true)]
    [InlineData("second@x.io", true)]
    [InlineData("4155552671", true)]
    [InlineData("+14155552671", true)]
    [InlineData("(415) 555", true)]
    [InlineData("415-555-2671", true)]
    [InlineData("5552671", false)]
    [InlineData("77", true)]
    [InlineData("Oslo", false)]
    [InlineData("", false)]
    [InlineData(" @ -- ", false)]
    public void Free_text_finds_prefixes_of_words(string q, bool expected)
    {
        var contact = Edit.Apply("""{"full_name":"Ann Lee","company":"Müller GmbH","emails":["ann.lee@example.com","second@x.io"],"phones":["(415) 555-2671","ask 77"],"city":"Oslo"}""");
        Assert.Equal(expected, FilterEvaluator.Matches(FreeText.FilterOf(q), "1", ContactIndex.Of(contact, Edit.Schema)));
    }

    private static SearchField? Field(Contact contact, string slug) => ContactIndex.Of(contact, Edit.Schema).Search.FirstOrDefault(f => f.Slug == slug);
}
