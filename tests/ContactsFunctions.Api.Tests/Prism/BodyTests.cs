using System.Text;
using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class BodyTests(ApiFixture fixture)
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON; charset=\"UTF-8\"")]
    [InlineData("application/vnd.api+json")]
    public async Task JSON_is_taken_under_its_media_types(string contentType)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Status(201, api.Post(Contacts, "{}", contentType));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Another_type_is_a_415(string? contentType)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(415, "unsupported_media_type", api.Send("POST", Contacts, "{}"u8.ToArray(), contentType));
        await Expect.Problem(415, "unsupported_media_type", api.Send("POST", Contacts + "/query", "{}"u8.ToArray(), contentType));
    }

    [Fact]
    public async Task A_compressed_body_is_a_415_and_identity_is_none()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(415, "unsupported_media_type", api.With("Content-Encoding", "gzip").Create("{}"));
        await Expect.Status(201, api.With("Content-Encoding", "identity").Create("{}"));
    }

    [Fact]
    public async Task Ten_megabytes_are_read_and_more_is_a_413()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        const int Limit = 10 * 1024 * 1024;
        var exact = "{}" + new string(' ', Limit - 2);
        await Expect.Status(201, api.Post(Contacts, exact));
        foreach (var path in (string[])["", "/query", "/batch/update"])
        {
            await Expect.Problem(413, "body_too_large", api.Post(Contacts + path, exact + " "));
        }
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_text()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Send("POST", Contacts, [.. Encoding.UTF8.GetPreamble(), .. """{"default":{"full_name":"Ada"}}"""u8], "application/json"));
        Assert.Equal("Ada", made["default"]["full_name"]);
    }

    [Theory]
    [InlineData("{\"default\":{\"full_name\":\"\xff\"}}")]
    [InlineData("{\"default\":{\"full_name\":\"\xed\xa0\x80\"}}")]
    [InlineData("\xfe\xff\0{\0}")]
    public async Task Bytes_that_are_not_UTF8_are_a_400(string latin1)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(400, "invalid_json", api.Send("POST", Contacts, Encoding.Latin1.GetBytes(latin1), "application/json"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"default\":{}}}")]
    [InlineData("{'default':{}}")]
    [InlineData("{\"default\":{},}")]
    [InlineData("{/* */}")]
    [InlineData("NaN")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("{\"\\ud800\":1}")]
    [InlineData(" ")]
    public async Task What_is_not_JSON_is_a_400(string body)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        foreach (var path in (string[])["", "/query", "/batch/update", "/batch/delete"])
        {
            await Expect.Problem(400, "invalid_json", api.Post(Contacts + path, body));
        }
    }

    [Fact]
    public async Task JSON_nests_64_deep()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        string Nested(int depth) => "{\"x\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}";
        await Expect.Status(201, api.Post(Contacts, Nested(64)));
        await Expect.Problem(400, "invalid_json", api.Post(Contacts, Nested(65)));
        await Expect.Problem(400, "invalid_json", api.Post(Contacts, Nested(100_000)));
    }

    [Theory]
    [InlineData("Ada 😀 漢字 \u00e9 \u200b \uffff")]
    [InlineData("\" ' \\ ] -- %2F ; <b>")]
    [InlineData("line\nfeed\ttab\u0001")]
    public async Task Text_comes_back_as_it_went_in(string text)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var written = System.Text.Json.JsonSerializer.Serialize(text);
        var id = await api.Make($$"""{"company":{{written}}}""");
        Assert.Equal(text, (await api.Values(id))["company"]);
        var found = await Expect.Status(200, api.Query($$$$"""{"query":{"filter":[{"company":{"=":{{{{written}}}}}}]}}"""));
        Assert.Equal(id, found["data"][0]["id"]);
        Assert.Equal(id, (await api.List($"company={Uri.EscapeDataString(text)}"))["data"][0]["id"]);
    }
}
