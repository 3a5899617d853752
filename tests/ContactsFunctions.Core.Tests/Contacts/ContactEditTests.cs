using ContactsFunctions.Core.Contacts;
using ContactsFunctions.Core.Properties;
using static ContactsFunctions.Core.Tests.TeamFixture;

namespace ContactsFunctions.Core.Tests.Contacts;

/// <summary>Names, accounts, lists, read-only properties and limits; e-mails and phones have tests of their own.</summary>
public sealed class ContactEditTests
{
    private static readonly Editing Edit = new();

    [Theory]
    [InlineData("""{"full_name":"Ada King Lovelace"}""", "Ada King Lovelace|Ada King|Lovelace")]
    [InlineData("""{"full_name":"Ada"}""", "Ada|Ada|")]
    [InlineData("""{"full_name":"  Ada   Lovelace "}""", "  Ada   Lovelace |Ada|Lovelace")]
    [InlineData("""{"first_name":"Ada","last_name":"Lovelace"}""", "Ada Lovelace|Ada|Lovelace")]
    [InlineData("""{"last_name":"Lovelace"}""", "Lovelace||Lovelace")]
    [InlineData("""{"full_name":"Countess of L.","first_name":"Ada","last_name":"King"}""", "Countess of L.|Ada|King")]
    [InlineData("""{"full_name":"Ada Lovelace","first_name":"A."}""", "Ada Lovelace|A.|Lovelace")]
    [InlineData("{}", "||")]
    public void What_is_missing_of_a_name_is_derived(string body, string shown) => Assert.Equal(shown, Names(Edit.Apply(body)));

    [Theory]
    [InlineData("""{"full_name":"Ada King Lovelace"}""", """{"first_name":"Augusta"}""", "Augusta Lovelace|Augusta|Lovelace")]
    [InlineData("""{"full_name":"Ada King Lovelace"}""", """{"last_name":"Byron"}""", "Ada King Byron|Ada King|Byron")]
    [InlineData("""{"first_name":"Ada","last_name":"Lovelace"}""", """{"full_name":"Grace Hopper"}""", "Grace Hopper|Grace|Hopper")]
    [InlineData("""{"first_name":"Ada","last_name":"Lovelace"}""", """{"full_name":"Grace Hopper","first_name":"Amazing"}""", "Grace Hopper|Amazing|Hopper")]
    [InlineData("""{"full_name":"X Y Z","first_name":"X","last_name":"Y Z"}""", """{"full_name":"X Y Z","first_name":"W"}""", "X Y Z|W|Y Z")]
    [InlineData("""{"full_name":"X Y Z","first_name":"X","last_name":"Y Z"}""", """{"first_name":"W"}""", "W Y Z|W|Y Z")]
    [InlineData("""{"full_name":"Ada Lovelace"}""", """{"first_name":null}""", "Lovelace||Lovelace")]
    [InlineData("""{"full_name":"Ada Lovelace"}""", """{"full_name":null}""", "||")]
    [InlineData("""{"first_name":"Ada","last_name":"Lovelace"}""", """{"full_name":null}""", "||")]
    [InlineData("""{"first_name":"Ada","last_name":"Lovelace"}""", """{"full_name":null,"first_name":null,"last_name":null}""", "||")]
    [InlineData("""{"full_name":"Ada King Lovelace"}""", """{"first_name":"Ada King"}""", "Ada King Lovelace|Ada King|Lovelace")]
    public void Writing_a_part_drops_the_whole_and_the_reverse(string before, string body, string shown) => Assert.Equal(shown, Names(Edit.Apply(body, Edit.Apply(before))));

    [Fact]
    public void A_first_name_that_is_shown_already_keeps_the_stored_full_name()
    {
        var before = Edit.Apply("""{"full_name":"Ada King Lovelace"}""");
        Assert.Equal(ContactDocument.Write(before), ContactDocument.Write(Edit.Apply("""{"first_name":"Ada King","last_name":"Lovelace"}""", before)));
    }

    [Fact]
    public void An_account_known_by_its_external_id_has_a_computed_id()
    {
        var contact = Edit.Apply("""{"account_external_id":"A-1"}""");
        var id = AccountId.Of(Team.Id, "A-1").ToString();
        Assert.Equal($"\"{id}\"", Show(contact, "account_id"));
        Assert.NotEqual(id, AccountId.Of("other", "A-1").ToString());

        var cleared = Edit.Apply("""{"account_external_id":null}""", contact);
        Assert.Equal(("null", "null"), (Show(cleared, "account_id"), Show(cleared, "account_external_id")));
    }

    [Fact]
    public void Another_account_drops_the_external_id_and_takes_the_first_ones_place()
    {
        var (first, second, third) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        var contact = Edit.Apply("""{"account_external_id":"A-1"}""");
        contact = contact with { Relationships = new Dictionary<string, IReadOnlyList<string>> { ["account"] = [contact.Relationships["account"][0], second, third], ["owner"] = ["o"] } };

        var moved = Edit.Apply($$"""{"account_id": {"id":"{{first.ToUpperInvariant()}}"} }""", contact);
        Assert.Equal("null", Show(moved, "account_external_id"));
        Assert.Equal([first, second, third], moved.Relationships["account"]);
        Assert.Equal([third, second], Edit.Apply($$"""{"account_id":"{{third}}"}""", moved).Relationships["account"]);
        Assert.Equal(["owner"], Edit.Apply("""{"account_id":null}""", moved with { Relationships = new Dictionary<string, IReadOnlyList<string>> { ["account"] = [first], ["owner"] = ["o"] } }).Relationships.Keys);
    }

    [Fact]
    public void A_list_is_joined_by_an_empty_object_filled_by_values_and_left_by_null()
    {
        var list = "9F47AC10-58CC-4372-A567-0E02B2C3D479";
        var joined = Edit.Apply(OnList(list, "{}"));
        Assert.Empty(joined.Lists[list.ToLowerInvariant()]);
        var filled = Edit.Apply(OnList(list, """{"city":"Oslo","email":"A@x.io"}"""), joined);
        Assert.Equal([new PropertyValue.Text("Oslo"), new PropertyValue.Text("a@x.io")], filled.Lists[list.ToLowerInvariant()].Values);
        Assert.Equal(["email"], Edit.Apply(OnList(list, """{"city":null}"""), filled).Lists[list.ToLowerInvariant()].Keys);
        Assert.Equal("null", Show(filled, "city"));
        Assert.Empty(Edit.Apply(OnList(list, "null"), filled).Lists);
        Assert.Empty(Edit.Apply(OnList(Guid.NewGuid().ToString(), "null")).Lists);
    }

    [Theory]
    [InlineData("""{"list":{"friends":{}}}""", "invalid_value", "list/friends")]
    [InlineData("""{"list":{"9f47ac10-58cc-4372-a567-0e02b2c3d479":{"ctiy":"x"}}}""", "unknown_property", "list/9f47ac10-58cc-4372-a567-0e02b2c3d479/ctiy")]
    [InlineData("""{"list":{"9f47ac10-58cc-4372-a567-0e02b2c3d479":{"email":"x"}}}""", "invalid_value", "list/9f47ac10-58cc-4372-a567-0e02b2c3d479/email")]
    [InlineData("""{"emial":"x"}""", "unknown_property", "default/emial")]
    [InlineData("""{"id":"x"}""", "unknown_property", "default/id")]
    [InlineData("""{"created_at":"2020-01-01"}""", "read_only_property", "default/created_at")]
    [InlineData("""{"deleted_at":"2020-01-01"}""", "read_only_property", "default/deleted_at")]
    [InlineData("""{"source":"manual"}""", "read_only_property", "default/source")]
    [InlineData("""{"source":7}""", "read_only_property", "default/source")]
    public void What_is_wrong_is_named_with_its_place(string body, string code, string path)
    {
        var error = Assert.Single(Edit.ErrorsOf(body));
        Assert.Equal((code, path), (error.Code, error.Path));
    }

    [Fact]
    public void A_read_only_property_may_be_written_as_it_is()
    {
        var before = Edit.Apply("{}") with { Source = "api" };
        Assert.Equal(before, Edit.Apply($$"""{"source":"api","created_at":"{{before.CreatedAt:O}}","deleted_at":null}""", before) with { Properties = before.Properties });
    }

    [Theory]
    [InlineData("tags")]
    [InlineData("emails")]
    [InlineData("phones")]
    public void A_hundred_entries_are_the_most(string slug)
    {
        string Entries(int count) => string.Join(',', Enumerable.Range(0, count).Select(i => slug == "emails" ? $"\"a{i}@x.io\"" : $"\"{1000 + i}\""));
        var full = Edit.Apply($$"""{"{{slug}}":[{{Entries(100)}}]}""");
        Assert.Equal("limit_exceeded", Assert.Single(Edit.ErrorsOf($$"""{"{{slug}}":[{{Entries(101)}}]}""")).Code);
        if (slug != "tags")
        {
            Assert.Equal("limit_exceeded", Assert.Single(Edit.ErrorsOf(slug == "emails" ? """{"email":"new@x.io"}""" : """{"phone":"77"}""", full)).Code);
        }
    }

    [Fact]
    public void A_contact_is_on_at_most_a_hundred_lists()
    {
        string Lists(int count) => "{\"list\":{" + string.Join(',', Enumerable.Range(0, count).Select(_ => $"\"{Guid.NewGuid()}\":{{}}")) + "}}";
        Assert.Equal(100, Edit.Apply(Lists(100)).Lists.Count);
        Assert.Equal("limit_exceeded", Assert.Single(Edit.ErrorsOf(Lists(101))).Code);
    }

    [Fact]
    public void Tags_are_a_set_in_the_order_written() =>
        Assert.Equal(["b", "a", "A"], Edit.Apply("""{"tags":["b","a","b","A"]}""").Tags);

    [Fact]
    public void A_value_whose_option_was_dropped_may_be_written_back()
    {
        var colour = Define("colour", PropertyType.SingleSelect) with { Options = [new SelectOption(Guid.NewGuid(), "red", "Red", null)] };
        var contact = new Editing(colour).Apply("""{"colour":"Red"}""");
        var without = new Editing(colour with { Options = [new SelectOption(Guid.NewGuid(), "blue", "Blue", null)] });
        Assert.Equal("red", ((PropertyValue.Text)without.Apply("""{"colour":"red","city":"Oslo"}""", contact).Properties["colour"]).Value);
        Assert.Equal("invalid_value", Assert.Single(without.ErrorsOf("""{"colour":"Red"}""", contact)).Code);
        Assert.Equal("blue", ((PropertyValue.Text)without.Apply("""{"colour":"BLUE"}""", contact).Properties["colour"]).Value);
    }

    private static string OnList(string list, string values) => $"{{\"list\":{{\"{list}\":{values}}}}}";

    private static string Names(Contact contact) => $"{contact.Name.Full}|{contact.Name.First}|{contact.Name.Last}";
}
