using ContactsFunctions.Core.Contacts;
using static ContactsFunctions.Core.Tests.TeamFixture;

namespace ContactsFunctions.Core.Tests.Contacts;

/// <summary>The rules of e-mails and phones, one by one.</summary>
public sealed class ContactPartsTests
{
    private static readonly Editing Edit = new();

    private static readonly Contact Two = Edit.Apply("""{"emails":["a@x.io","b@x.io"],"phones":["(415) 555-2671","ask 77"]}""");

    [Theory]
    [InlineData("""{"email":"C@x.io"}""", """["c@x.io","a@x.io","b@x.io"]""", "\"c@x.io\"")]
    [InlineData("""{"email":"b@x.io"}""", """["b@x.io","a@x.io"]""", "\"b@x.io\"")]
    [InlineData("""{"email":null}""", """["b@x.io"]""", "null")]
    [InlineData("""{"emails":["c@x.io","A@x.io"]}""", """["c@x.io","a@x.io"]""", "\"c@x.io\"")]
    [InlineData("""{"emails":["c@x.io","a@x.io"],"email":"a@x.io"}""", """["a@x.io","c@x.io"]""", "\"a@x.io\"")]
    [InlineData("""{"emails":["c@x.io"],"email":"d@x.io"}""", """["d@x.io","c@x.io"]""", "\"d@x.io\"")]
    [InlineData("""{"emails":["c@x.io","C@X.io"]}""", """["c@x.io"]""", "\"c@x.io\"")]
    [InlineData("""{"emails":[]}""", "null", "null")]
    [InlineData("""{"emails":null}""", "null", "null")]
    [InlineData("""{"emails":["b@x.io","a@x.io"]}""", """["b@x.io","a@x.io"]""", "\"b@x.io\"")]
    public void Addresses_are_written_one_by_one_or_as_a_list(string body, string emails, string primary)
    {
        var after = Edit.Apply(body, Two);
        Assert.Equal((emails, primary), (Show(after, "emails"), Show(after, "email")));
        Assert.InRange(after.Emails.Count(e => e.Primary), 0, 1);
    }

    [Theory]
    [InlineData("""{"phone":"+1 415 555 2672"}""", """["+14155552672","+14155552671","ask 77"]""", "\"+14155552672\"")]
    [InlineData("""{"phone":"1-415-555-2671"}""", """["+14155552671","ask 77"]""", "\"+14155552671\"")]
    [InlineData("""{"phone":"ask 77"}""", """["ask 77","+14155552671"]""", "\"ask 77\"")]
    [InlineData("""{"phone":null}""", """["ask 77"]""", "null")]
    [InlineData("""{"phones":["ask 78","415.555.2671"]}""", """["ask 78","+14155552671"]""", "\"ask 78\"")]
    public void Phones_follow_the_same_rules(string body, string phones, string primary)
    {
        var after = Edit.Apply(body, Two);
        Assert.Equal((phones, primary), (Show(after, "phones"), Show(after, "phone")));
    }

    [Fact]
    public void Null_promotes_no_other_and_the_next_written_one_is_primary_again()
    {
        var none = Edit.Apply("""{"email":null}""", Two);
        Assert.All(none.Emails, e => Assert.False(e.Primary));
        Assert.Equal("\"c@x.io\"", Show(Edit.Apply("""{"email":"c@x.io"}""", none), "email"));
    }

    [Fact]
    public void What_stays_keeps_id_type_time_and_spelling()
    {
        var typed = Two with { Phones = [.. Two.Phones.Select(p => p with { Type = "fax" })], Emails = [.. Two.Emails.Select(e => e with { Type = "work" })] };
        var after = Edit.Apply("""{"emails":["new@x.io","b@x.io"],"phones":["77","+14155552671"]}""", typed);
        Assert.Equal(typed.Emails[1], after.Emails[1]);
        Assert.Equal(typed.Phones[0] with { Primary = false }, after.Phones[1]);
        Assert.Equal("(415) 555-2671", after.Phones[1].Number);
        Assert.Equal("other", after.Emails[0].Type);
        Assert.NotEqual(typed.Emails[0].CreatedAt, after.Emails[0].CreatedAt);
    }

    [Fact]
    public void The_same_phone_twice_is_one() => Assert.Single(Edit.Apply("""{"phones":["(415) 555-1234","1-415-555-1234","+1 (415) 555-1234"]}""").Phones);

    [Theory]
    [InlineData("""{"phone":"call me"}""")]
    [InlineData("""{"phones":["415 555 2671",""]}""")]
    [InlineData("""{"phones":["415 555 2671",7]}""")]
    [InlineData("""{"email":"nobody"}""")]
    [InlineData("""{"emails":["a@x.io",null]}""")]
    public void What_is_no_address_or_number_is_refused(string body) => Assert.Equal("invalid_value", Assert.Single(Edit.ErrorsOf(body, Two)).Code);
}
