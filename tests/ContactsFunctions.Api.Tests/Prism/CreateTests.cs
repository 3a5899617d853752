using ContactsFunctions.Api.Tests.Harness;
using static ContactsFunctions.Api.Tests.Harness.ContactCalls;

namespace ContactsFunctions.Api.Tests.Prism;

public sealed class CreateTests(ApiFixture fixture)
{
    [Fact]
    public async Task A_contact_is_made_and_reads_the_same_where_Location_says()
    {
        var api = (await fixture.NewTeamAsync()).Member;

        var made = await Expect.Status(201, api.Create("""{"full_name":"Ada Lovelace","company":"Engines","is_active":true,"type":"client","tags":["b","a"]}"""));

        Assert.Equal("application/json", made.ContentType);
        Assert.Equal($"/v2/prism/{api.Team}/contact/{made["id"]}", made.Header("Location"));
        Assert.Equal(["id", "default", "list"], made.Json.Names);
        Assert.True(Guid.TryParseExact(made["id"], "D", out _));
        Assert.Equal("Engines", made["default"]["company"]);
        Assert.Equal("Lovelace", made["default"]["last_name"]);
        Assert.Equal("""["b","a"]""", made["default"]["tags"]);
        Assert.True(made["default"]["is_active"].Bool);
        Assert.Equal("api", made["default"]["source"]);
        Assert.Equal(made["default"]["created_at"].ToString(), made["default"]["updated_at"]);
        Assert.True(made["default"]["deleted_at"].IsMissing);
        Assert.Equal(0, made["list"].Count);

        var read = await Expect.Status(200, api.Get(made.Header("Location")!));
        Assert.Equal(made.Text, read.Text);
        Assert.Equal(made.ETag, read.ETag);
        Assert.Matches("^\"[^\"]+\"$", made.ETag);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"default":{},"list":{},"more":[1]}""")]
    [InlineData("""{"default":{"company":null,"tags":[]}}""")]
    public async Task A_body_without_values_makes_an_empty_contact(string? body)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var made = await Expect.Status(201, api.Post(Contacts, body));
        Assert.Equal(["created_at", "source", "updated_at"], made["default"].Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[]", "invalid_body")]
    [InlineData("\"text\"", "invalid_body")]
    [InlineData("""{"default":[]}""", "invalid_body")]
    [InlineData("""{"default":"x"}""", "invalid_body")]
    [InlineData("""{"list":[]}""", "invalid_body")]
    [InlineData("""{"list":{"0192d3a0-0000-7000-8000-000000000001":[]}}""", "invalid_body")]
    [InlineData("{", "invalid_json")]
    [InlineData("""{"default":{"company":"a","company":"b"}}""", "invalid_json")]
    [InlineData("""{"default":{"emial":"a@b.example"}}""", "unknown_property")]
    public async Task A_body_of_the_wrong_shape_is_a_400(string body, string code)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(400, code, api.Post(Contacts, body));
        Assert.Equal(0, (await api.Get(Contacts + "/count"))["total"].Int);
    }

    [Fact]
    public async Task An_unknown_property_is_answered_with_the_near_ones()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var answer = await Expect.Problem(400, "unknown_property", api.Create("""{"emial":"a@b.example"}"""));
        Assert.Contains("unknown property slug 'emial'", answer["message"].ToString(), StringComparison.Ordinal);
        Assert.Contains("email", answer["message"].ToString()!.Replace("emial", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"email":"no address"}""", "email")]
    [InlineData("""{"email":5}""", "email")]
    [InlineData("""{"emails":["a@b.example",null]}""", "emails")]
    [InlineData("""{"phone":"none"}""", "phone")]
    [InlineData("""{"phones":["+1 415 555 1234","x"]}""", "phones")]
    [InlineData("""{"photo_url":"not a url"}""", "photo_url")]
    [InlineData("""{"photo_url":"ftp://host.example/a.png"}""", "photo_url")]
    [InlineData("""{"is_active":"perhaps"}""", "is_active")]
    [InlineData("""{"is_active":1}""", "is_active")]
    [InlineData("""{"type":"friend"}""", "type")]
    [InlineData("""{"company":5}""", "company")]
    [InlineData("""{"company":{"name":"x"}}""", "company")]
    [InlineData("""{"company":["x","y"]}""", "company")]
    [InlineData("""{"company":"a\u0000b"}""", "company")]
    [InlineData("""{"company":"a\ud800b"}""", "company")]
    [InlineData("""{"tags":[["a"]]}""", "tags")]
    [InlineData("""{"account_id":"x"}""", "account_id")]
    public async Task A_value_that_its_property_refuses_is_a_422_that_points_at_it(string values, string slug)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var answer = await Expect.Problem(422, "invalid_value", api.Create(values));
        Assert.Equal(slug, answer["property"]);
        Assert.Equal($"/default/{slug}", answer["errors"][0]["pointer"]);
        Assert.Equal("invalid_value", answer["errors"][0]["code"]);
    }

    [Fact]
    public async Task Every_wrong_value_of_a_body_is_reported()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var answer = await Expect.Problem(422, "invalid_value", api.Create("""{"email":"x","photo_url":"y","company":"Engines"}"""));
        Assert.Equal(["/default/email", "/default/photo_url"], answer["errors"].Select(e => e["pointer"].ToString()).Order());
    }

    [Theory]
    [InlineData("created_at", "\"2020-01-01T00:00:00Z\"")]
    [InlineData("updated_at", "\"2020-01-01T00:00:00Z\"")]
    [InlineData("deleted_at", "\"2020-01-01T00:00:00Z\"")]
    [InlineData("import_job_id", "\"x\"")]
    [InlineData("source", "\"manual\"")]
    public async Task A_read_only_property_cannot_be_given(string slug, string value)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var answer = await Expect.Problem(422, "read_only_property", api.Create($$"""{"{{slug}}":{{value}}}"""));
        Assert.Equal(slug, answer["property"]);
    }

    [Fact]
    public async Task A_contact_above_256_KB_is_a_413()
    {
        var api = (await fixture.NewTeamAsync()).Member;
        await Expect.Problem(413, "contact_too_large", api.Create($$"""{"description":"{{new string('x', 257 * 1024)}}"}"""));
        await Expect.Status(201, api.Create($$"""{"description":"{{new string('x', 200 * 1024)}}"}"""));
    }

    [Theory]
    [InlineData("tags", "\"t{0}\"")]
    [InlineData("emails", "\"e{0}@host.example\"")]
    [InlineData("phones", "\"+1415555{0:0000}\"")]
    public async Task A_list_holds_100_values_and_no_more(string slug, string pattern)
    {
        var api = (await fixture.NewTeamAsync()).Member;
        var values = Enumerable.Range(1000, 101).Select(i => string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, i)).ToList();
        var made = await Expect.Status(201, api.Create($$"""{"{{slug}}":[{{string.Join(',', values.Take(100))}}]}"""));
        Assert.Equal(100, made["default"][slug].Count);
        await Expect.Problem(422, "limit_exceeded", api.Create($$"""{"{{slug}}":[{{string.Join(',', values)}}]}"""));
    }
}
